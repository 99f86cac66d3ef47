import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const pyodideUrl = new URL(".", import.meta.resolve("pyodide")).href;
const folder = fileURLToPath(pyodideUrl);

/** Pyodide's own list of packages, which is not needed and takes time to read, left out. */
const noPackages = JSON.stringify({
  info: {
    abi_version: "2026_0",
    arch: "wasm32",
    platform: "emscripten_5_0_3",
    python: "3.14.2",
    version: "314.0.7",
  },
  packages: {},
});

const source = `
const { parentPort, workerData } = require("node:worker_threads");
const { snapshot } = workerData;
(async () => {
  const { loadPyodide } = await import(${JSON.stringify(new URL("pyodide.mjs", pyodideUrl).href)});
  const { default: create } = await import(${JSON.stringify(new URL("pyodide.asm.mjs", pyodideUrl).href)});
  const pyodide = await loadPyodide({
    indexURL: ${JSON.stringify(folder)},
    lockFileContents: ${JSON.stringify(noPackages)},
    _loadSnapshot: snapshot,
    async createPyodideModule(settings) {
      const module = await create(settings);
      if (module.HEAP8.length < snapshot.length) module.growMemory(snapshot.length);
      return module;
    },
  });
  parentPort.on("message", (code) => parentPort.postMessage(String(pyodide.runPython(code))));
  parentPort.postMessage("ready");
})();`;

/** Pyodide in a worker thread as its documentation shows it, from a snapshot: what a session costs at least. */
export class StockPython {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** @param snapshot - what it starts from */
  static async start(snapshot: Uint8Array): Promise<StockPython> {
    const worker = new Worker(source, { eval: true, workerData: { snapshot }, execArgv: [] });
    await once(worker, "message");
    return new StockPython(worker);
  }

  /** @returns what `runPython` gives, as text */
  async run(code: string): Promise<string> {
    this.#worker.postMessage(code);
    const [value] = (await once(this.#worker, "message")) as [string];
    return value;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
