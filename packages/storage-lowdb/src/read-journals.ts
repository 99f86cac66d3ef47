import type { Disk } from "./disk.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { parseEntry } from "./journal-entry.ts";
import type { Layout } from "./layout.ts";

/** The journals that an earlier process left behind. */
export interface LeftJournals {
  readonly numbers: readonly number[];
  readonly entries: readonly JournalEntry[];
}

/**
 * Reads what was committed after the last checkpoint. The last line of the last journal does not count if the process
 * died while writing it: that commit was never reported as done. The journal itself goes with the next checkpoint.
 *
 * @throws StorageCorruptError if any other line is damaged
 */
export async function readJournals(disk: Disk, layout: Layout): Promise<LeftJournals> {
  const names = (await disk.names(layout.journals)).filter((name) => /^\d{8}\.jsonl$/.test(name));
  const numbers = names
    .map((name) => Number.parseInt(name, 10))
    .sort((left, right) => left - right);
  const entries: JournalEntry[] = [];
  for (const number of numbers) {
    const path = layout.journal(number);
    const bytes = (await disk.readBytes(path)) ?? Buffer.alloc(0);
    const end = number === numbers.at(-1) ? bytes.lastIndexOf("\n") + 1 : bytes.length;
    const lines = bytes.subarray(0, end).toString("utf8").split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const [index, line] of lines.entries()) entries.push(parseEntry(line, path, index + 1));
  }
  return { numbers, entries };
}
