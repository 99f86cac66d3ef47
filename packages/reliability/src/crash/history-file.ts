import { openSync, readFileSync, writeSync } from "node:fs";
import type { HistoryEntry } from "../invariants/history-entry.ts";

/** Writes an entry down, at once and for good. */
export type Recorder = (entry: HistoryEntry) => void;

/**
 * Opens the history of a world. Any number of processes may write to one file, each entry with one write at the end of it, so
 * that the order of the lines is the order in which they were written.
 *
 * @param path - the file
 * @returns writes an entry down
 */
export function openHistory(path: string): Recorder {
  const file = openSync(path, "a");
  return (entry) => {
    // A process that is killed while it writes leaves a part of a line, which must not spoil the next one.
    writeSync(file, `\n${JSON.stringify(entry)}\n`);
  };
}

/**
 * @param path - the file
 * @returns the entries in order; one that was not written to its end never happened
 */
export function readHistory(path: string): readonly HistoryEntry[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => parse(line));
}

function parse(line: string): readonly HistoryEntry[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line) as HistoryEntry];
  } catch {
    return [];
  }
}
