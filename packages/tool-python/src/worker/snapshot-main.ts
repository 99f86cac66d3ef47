import { parentPort, workerData } from "node:worker_threads";
import { makeSnapshot } from "./make-snapshot.ts";

/** The entry of the worker thread that makes a snapshot, and of no other: it runs no code of anybody. */
const { pyodideUrl, wasmModule } = workerData as {
  readonly pyodideUrl: string | null;
  readonly wasmModule: object | null;
};
const memory = await makeSnapshot(pyodideUrl, wasmModule);
parentPort?.postMessage(memory, [memory.buffer as ArrayBuffer]);
