import { RuntimeClosedError } from "@inhouse/contracts";
import { abortable } from "./abortable.ts";
import type { JavaScriptRun } from "./javascript-run.ts";
import type { JavaScriptWorker } from "./javascript-worker.ts";
import type { RunOutcome } from "./run-outcome.ts";

/** How workers are kept. */
export interface WorkerPoolOptions {
  /** How many threads live at once. */
  readonly maxWorkers: number;
  readonly startWorker: () => Promise<JavaScriptWorker>;
}

/** A few threads, started when they are needed, each with one run at a time; further runs wait for their turn. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #idle: JavaScriptWorker[] = [];
  readonly #all = new Set<JavaScriptWorker>();
  readonly #queue: (() => void)[] = [];
  #used = 0;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /**
   * Runs code in the next free worker.
   *
   * @param run - the code and who watches it
   * @returns how it went
   * @throws RuntimeClosedError if the pool is or gets closed
   * @throws JavaScriptStartError if a worker does not start
   * @throws the signal's reason if it is aborted before the code starts
   */
  async run(run: JavaScriptRun): Promise<RunOutcome> {
    await this.#turn(run.signal);
    try {
      this.#assertOpen();
      run.signal.throwIfAborted();
      const worker = await this.#take();
      const outcome = await worker.run(run);
      if (worker.alive) this.#idle.push(worker);
      else void this.#retire(worker);
      this.#assertOpen();
      return outcome;
    } finally {
      this.#used -= 1;
      this.#queue.shift()?.();
    }
  }

  /** Starts a worker for the next run, unless one waits already. */
  async warmUp(): Promise<void> {
    this.#assertOpen();
    if (this.#all.size === 0) this.#idle.push(await this.#start());
  }

  /** Ends everything, runs too. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const next of this.#queue.splice(0)) next();
    await Promise.all([...this.#all].map((worker) => this.#retire(worker)));
  }

  #assertOpen(): void {
    if (this.#closed) throw new RuntimeClosedError();
  }

  async #turn(signal: AbortSignal): Promise<void> {
    this.#assertOpen();
    signal.throwIfAborted();
    if (this.#used < this.#options.maxWorkers) {
      this.#used += 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const next = (): void => {
      this.#used += 1;
      resolve();
    };
    this.#queue.push(next);
    try {
      await abortable(promise, signal);
    } catch (error) {
      const place = this.#queue.indexOf(next);
      if (place >= 0) {
        this.#queue.splice(place, 1);
      } else {
        // Its turn came at the same time: hand it on.
        this.#used -= 1;
        this.#queue.shift()?.();
      }
      throw error;
    }
  }

  /** Its thread may still be ending when it can run no more. */
  async #retire(worker: JavaScriptWorker): Promise<void> {
    await worker.terminate("closed");
    this.#all.delete(worker);
  }

  async #take(): Promise<JavaScriptWorker> {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      if (worker.alive) return worker;
      void this.#retire(worker);
    }
    return this.#start();
  }

  async #start(): Promise<JavaScriptWorker> {
    const worker = await this.#options.startWorker();
    if (this.#closed) {
      await worker.terminate("closed");
      throw new RuntimeClosedError();
    }
    this.#all.add(worker);
    return worker;
  }
}
