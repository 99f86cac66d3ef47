import { once } from "node:events";
import { Worker } from "node:worker_threads";

const source = `
import { parentPort } from "node:worker_threads";
import { loadPyodide } from ${JSON.stringify(import.meta.resolve("pyodide"))};
const pyodide = await loadPyodide();
parentPort.on("message", async (code) => {
  try {
    parentPort.postMessage(String(await pyodide.runPythonAsync(code)));
  } catch (error) {
    parentPort.postMessage("failed: " + error.message);
  }
});`;

/** Pyodide in a worker as its documentation shows it, without any confinement. */
export class StockPython {
  readonly #worker: Worker = new Worker(
    new URL(`data:text/javascript,${encodeURIComponent(source)}`),
    { execArgv: [] },
  );

  async run(code: string): Promise<string> {
    this.#worker.postMessage(code);
    const [result] = (await once(this.#worker, "message")) as [string];
    return result;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
