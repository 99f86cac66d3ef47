import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Measure } from "../measure.ts";

const name = "Python memory";
const stock = "one more worker of stock Pyodide";
const program = fileURLToPath(new URL("../grow-python.ts", import.meta.url));

async function growthOf(kind: "sealed" | "stock"): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, kind]);
  return Number(stdout);
}

/** What one more session takes. */
export const pythonMemory: Measure = {
  name,
  about:
    'By how much the resident memory of a new process grows with each of five sessions that ran "1 + 1", behind a first one, which brings what all share; and with workers of a stock Pyodide that start from a snapshot, too.',
  async run() {
    const plain = await growthOf("stock");
    const sealed = await growthOf("sealed");
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
