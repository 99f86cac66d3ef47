import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A worker that sends back what it is sent. */
export interface EchoWorker extends AsyncDisposable {
  /**
   * @param text - what to send
   * @returns when it is back
   */
  echo(text: string): Promise<void>;
}

/** @returns a worker, started by its first message */
export function startEchoWorker(): EchoWorker {
  const script =
    'const { parentPort } = require("node:worker_threads"); parentPort.on("message", (text) => parentPort.postMessage(JSON.stringify(JSON.parse(text))));';
  const worker = new Worker(script, { eval: true });
  return {
    async echo(text) {
      worker.postMessage(text);
      await once(worker, "message");
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
