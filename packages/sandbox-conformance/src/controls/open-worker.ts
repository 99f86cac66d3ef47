import { Worker } from "node:worker_threads";

/** A worker that answers each message with one. */
export interface AnsweringWorker<Answer> {
  /**
   * @param question - what it is sent
   * @returns its next message
   * @throws Error once it has ended
   */
  ask(question: string): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * @param source - the module that it runs
 * @returns the started worker
 */
export function openWorker<Answer>(source: string): AnsweringWorker<Answer> {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  let ended = false;
  let settle: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  worker.on("message", (answer: Answer) => settle?.resolve(answer));
  // What went wrong in it is told by its end.
  worker.on("error", () => {});
  worker.on("exit", () => {
    ended = true;
    settle?.reject(new Error("the worker has ended"));
  });
  return {
    async ask(question) {
      if (ended) throw new Error("the worker has ended");
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      settle = { resolve, reject };
      worker.postMessage(question);
      return await promise;
    },
    close: async () => void (await worker.terminate()),
  };
}
