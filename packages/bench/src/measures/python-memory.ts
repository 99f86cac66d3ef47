import { codeInterpreter } from "@inhouse/tool-python";
import type { Measure } from "../measure.ts";
import { median } from "../median.ts";
import { runPython } from "../run-python.ts";

const name = "Python memory";
const sessions = 5;

/** What one more session takes. */
export const pythonMemory: Measure = {
  name,
  about: `Resident memory of the process after each of ${sessions} sessions that ran "1 + 1", beside what it was before; the first brings what all share.`,
  async run() {
    await using tool = codeInterpreter({ maxSessions: sessions + 1, keepSpare: false });
    await runPython(tool, "first", "1 + 1");
    const added: number[] = [];
    for (let session = 0; session < sessions; session++) {
      const before = process.memoryUsage.rss();
      await runPython(tool, `session ${session}`, "1 + 1");
      added.push(process.memoryUsage.rss() - before);
    }
    return [
      {
        measure: name,
        what: "one more session",
        value: median(added) / 1_000_000,
        unit: "MB",
        aim: { of: "value", most: 90 },
      },
    ];
  },
};
