import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Measure } from "../measure.ts";

const name = "parked runs";

/** What {@link parkedRuns}'s own process reports, in bytes each. */
export interface ParkedBytes {
  /** A thread with its message and a completed run of one answer. */
  readonly completed: number;
  /** A thread with its message and a run that waits for a tool output. */
  readonly parked: number;
  /** A reader of a parked run's events. */
  readonly reader: number;
}

/** What waiting costs: a run in requires_action should be nothing but its records. */
export const parkedRuns: Measure = {
  name,
  about:
    "Heap in use after a garbage collection, in a process of its own, storage in memory: threads with one message and one run each, and readers that stream parked runs to their end.",
  async run() {
    const program = fileURLToPath(new URL("../park-runs.ts", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program]);
    const { completed, parked, reader }: ParkedBytes = JSON.parse(stdout);
    const toRow = (what: string, bytes: number) => ({
      measure: name,
      what,
      value: bytes / 1024,
      unit: "KiB",
      ratio: bytes / completed,
      comparedWith: "a completed one",
    });
    return [
      toRow("a thread whose run is completed", completed),
      toRow("a thread whose run is parked in requires_action", parked),
      toRow("a reader that waits for a parked run", reader),
    ];
  },
};
