import { Worker } from "node:worker_threads";

const source = import.meta.url;
const entry = new URL(`../worker/snapshot-main${source.endsWith(".ts") ? ".ts" : ".js"}`, source);

/**
 * Makes a snapshot in a thread of its own, which takes as long as a start of Python without one.
 *
 * @param pyodideUrl - the folder of Pyodide's files as a `file:` URL with a slash at its end; null: the installed package
 * @param wasmModule - Pyodide's WebAssembly, compiled already; null: it is compiled there
 * @returns the memory of an interpreter that is ready
 * @throws Error if Pyodide cannot be started
 */
export async function buildSnapshot(
  pyodideUrl: string | null,
  wasmModule: object | null,
): Promise<Uint8Array> {
  const worker = new Worker(entry, {
    name: "inhouse-python-snapshot",
    workerData: { pyodideUrl, wasmModule },
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { stackSizeMb: 8 },
  });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.on("message", resolve);
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("the thread that makes a snapshot ended")));
    });
  } finally {
    await worker.terminate();
  }
}
