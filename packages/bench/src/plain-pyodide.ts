import { once } from "node:events";
import { Worker } from "node:worker_threads";

const pyodide = import.meta.resolve("pyodide");

const loadAndRun = `
  import { parentPort, workerData } from "node:worker_threads";
  import { loadPyodide } from ${JSON.stringify(pyodide)};
  const python = await loadPyodide(workerData);
  parentPort.postMessage(String(python.runPython("1 + 1")));
`;

const makeSnapshot = `
  import { parentPort } from "node:worker_threads";
  import { loadPyodide } from ${JSON.stringify(pyodide)};
  const python = await loadPyodide({ _makeSnapshot: true });
  const snapshot = python.makeMemorySnapshot();
  parentPort.postMessage(snapshot, [snapshot.buffer]);
`;

async function messageOf<T>(script: string, workerData: object = {}): Promise<T> {
  const url = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
  const worker = new Worker(url, { workerData, execArgv: [] });
  try {
    const [message] = await once(worker, "message");
    return message as T;
  } finally {
    await worker.terminate();
  }
}

/** @returns the memory of a Pyodide that was started and not used */
export const plainSnapshot = (): Promise<Uint8Array> => messageOf<Uint8Array>(makeSnapshot);

/**
 * Starts Pyodide in a worker, as its documentation shows it and without any confinement, and waits for a first result.
 *
 * @param snapshot - the memory to start from; absent: it starts from nothing
 */
export async function firstResultOfPlainPyodide(snapshot?: Uint8Array): Promise<void> {
  const options = snapshot === undefined ? {} : { _loadSnapshot: snapshot };
  const result = await messageOf<string>(loadAndRun, options);
  if (result !== "2") throw new Error(`Pyodide says that 1 + 1 is ${result}.`);
}
