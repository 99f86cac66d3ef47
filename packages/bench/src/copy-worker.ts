import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A worker that copies bytes in and out of a memory of its own, as little as a sandbox in a thread can do with files. */
export interface CopyWorker extends AsyncDisposable {
  /**
   * @param bytes - what to copy
   * @returns when a copy of them has come back
   */
  copy(bytes: Uint8Array): Promise<void>;
}

const script = `
const { parentPort } = require("node:worker_threads");
let memory = new Uint8Array(0);
parentPort.on("message", (bytes) => {
  if (memory.length < bytes.length) memory = new Uint8Array(bytes.length);
  memory.set(bytes);
  const copy = memory.slice(0, bytes.length);
  parentPort.postMessage(copy, [copy.buffer]);
});`;

/** @returns a worker, started by its first message */
export function startCopyWorker(): CopyWorker {
  const worker = new Worker(script, { eval: true });
  return {
    async copy(bytes) {
      const own = Uint8Array.from(bytes);
      worker.postMessage(own, [own.buffer]);
      await once(worker, "message");
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
