import { codeInterpreter } from "@inhouse/tool-python";
import type { Measure } from "../measure.ts";
import { median } from "../median.ts";
import { plainSnapshot } from "../plain-pyodide.ts";
import { runPython } from "../run-python.ts";
import { StockPython } from "../stock-python.ts";

const name = "Python memory";
const sessions = 5;
const stock = "one more worker of stock Pyodide";

/** @returns by how many MB the process grows with each of five things, the median */
async function growth(add: (index: number) => Promise<void>): Promise<number> {
  const added: number[] = [];
  for (let index = 0; index < sessions; index++) {
    const before = process.memoryUsage.rss();
    await add(index);
    added.push(process.memoryUsage.rss() - before);
  }
  return median(added) / 1_000_000;
}

async function sealedGrowth(): Promise<number> {
  await using tool = codeInterpreter({ maxSessions: sessions + 1, keepSpare: false });
  await runPython(tool, "first", "1 + 1");
  return await growth(async (index) => void (await runPython(tool, `session ${index}`, "1 + 1")));
}

async function stockGrowth(): Promise<number> {
  const snapshot = await plainSnapshot();
  const workers: StockPython[] = [];
  const add = async (): Promise<void> => {
    const worker = await StockPython.start(snapshot);
    workers.push(worker);
    await worker.run("1 + 1");
  };
  await add();
  const grown = await growth(add);
  for (const worker of workers) await worker.close();
  return grown;
}

/** What one more session takes. */
export const pythonMemory: Measure = {
  name,
  about: `Resident memory of the process after each of ${sessions} sessions that ran "1 + 1", beside what it was before; the first brings what all share. Then the same with a stock Pyodide, from a snapshot too, which may use again what the sessions left.`,
  async run() {
    const sealed = await sealedGrowth();
    const plain = await stockGrowth();
    const row = { measure: name, unit: "MB", comparedWith: stock } as const;
    return [
      { ...row, what: stock, value: plain, ratio: 1 },
      {
        ...row,
        what: "one more session",
        value: sealed,
        ratio: sealed / plain,
        aim: { of: "value", most: 90 },
      },
    ];
  },
};
