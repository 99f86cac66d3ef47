import { codeInterpreter } from "@inhouse/tool-python";
import { median } from "./median.ts";
import { plainSnapshot } from "./plain-pyodide.ts";
import { runPython } from "./run-python.ts";
import { StockPython } from "./stock-python.ts";

// The program of the measure's own process: it prints by how many MB it grows with one more Python, `sealed` or `stock`.
const sessions = 5;

/** @returns the median of five; the first Python, which brings what all share, does not count */
async function growth(add: (index: number) => Promise<void>): Promise<number> {
  await add(-1);
  const added: number[] = [];
  for (let index = 0; index < sessions; index++) {
    const before = process.memoryUsage.rss();
    await add(index);
    added.push(process.memoryUsage.rss() - before);
  }
  return median(added) / 1_000_000;
}

async function sealed(): Promise<number> {
  await using tool = codeInterpreter({ maxSessions: sessions + 1, keepSpare: false });
  return await growth(async (index) => void (await runPython(tool, `session ${index}`, "1 + 1")));
}

async function stock(): Promise<number> {
  const snapshot = await plainSnapshot();
  const workers: StockPython[] = [];
  const grown = await growth(async () => {
    const worker = await StockPython.start(snapshot);
    workers.push(worker);
    await worker.run("1 + 1");
  });
  for (const worker of workers) await worker.close();
  return grown;
}

console.log(process.argv[2] === "stock" ? await stock() : await sealed());
