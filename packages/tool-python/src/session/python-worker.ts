import type { Worker } from "node:worker_threads";
import type { Clock, ToolOutputChunk } from "@inhouse/contracts";
import { UnsupportedRuntimeError } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { HostMessage, WorkerSettings, WorkerStart } from "../protocol/messages.ts";
import { parseWorkerMessage } from "../protocol/parse-worker-message.ts";
import type { Foundation } from "../snapshot/foundation.ts";
import type { LossReason, RunOutcome, StopReason } from "./run-outcome.ts";

/** How workers are started. */
export interface PythonWorkerOptions {
  readonly limits: CodeInterpreterLimits;
  readonly clock: Clock;
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  /** What to start from. */
  readonly foundation: Foundation;
}

/** One run of code. */
export interface PythonRun {
  readonly code: string;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: ToolOutputChunk) => void;
}

/** Python could not be started. */
export class PythonStartError extends Error {}

const keyboardInterrupt = 2;
const source = import.meta.url;
const entry = new URL(`../worker/main${source.endsWith(".ts") ? ".ts" : ".js"}`, source);

async function loadWorkerThreads(): Promise<typeof import("node:worker_threads")> {
  try {
    return await import("node:worker_threads");
  } catch (cause) {
    throw new UnsupportedRuntimeError("code_interpreter", "worker threads", { cause });
  }
}

/** A Python interpreter in its own thread, which never keeps the process alive while it is idle. */
export class PythonWorker {
  readonly #worker: Worker;
  readonly #options: PythonWorkerOptions;
  readonly #interrupt: Uint8Array;
  #onReady: (failure: string | null) => void = () => {};
  #onOutput: (chunk: ToolOutputChunk) => void = () => {};
  #finish: ((outcome: RunOutcome) => void) | null = null;
  #cancelGrace: () => void = () => {};
  #stopped: StopReason | null = null;
  #outputChars = 0;
  #alive = true;

  /**
   * @param options - limits and surroundings
   * @returns a started and sealed interpreter
   * @throws UnsupportedRuntimeError where there are no worker threads
   * @throws PythonStartError if Pyodide does not start
   */
  static async start(options: PythonWorkerOptions): Promise<PythonWorker> {
    const { Worker: WorkerThread } = await loadWorkerThreads();
    const interrupt = new SharedArrayBuffer(4);
    const { limits } = options;
    const settings: WorkerSettings = {
      pyodideUrl: options.pyodideUrl,
      interrupt,
      memoryBytes: limits.memoryBytes,
      diskBytes: limits.diskBytes,
      printedBytes: limits.printedBytes,
      valueChars: limits.valueChars,
      maxOutputFiles: limits.outputFiles,
      maxOutputFileBytes: limits.outputFileBytes,
      maxOutputTotalBytes: limits.outputTotalBytes,
    };
    const { memory, wasmModule } = options.foundation;
    // Each thread gets a copy of its own: one that all shared could be changed by one that was taken over.
    const snapshot = memory === null ? null : Uint8Array.from(memory);
    const start: WorkerStart = { settings, snapshot, wasmModule };
    const worker = new WorkerThread(entry, {
      name: "inhouse-python",
      workerData: start,
      transferList: snapshot === null ? [] : [snapshot.buffer],
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      // Kept from the process's own streams, and never read: reading them would keep the process alive.
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: 128,
        maxYoungGenerationSizeMb: 16,
        // Python's recursion limit must be reached before the end of the thread's stack.
        stackSizeMb: 8,
      },
    });
    const python = new PythonWorker(worker, options, new Uint8Array(interrupt));
    await new Promise<void>((resolve, reject) => {
      python.#onReady = (failure) =>
        failure === null ? resolve() : reject(new PythonStartError(failure));
    });
    if (python.#finish === null) worker.unref();
    return python;
  }

  private constructor(worker: Worker, options: PythonWorkerOptions, interrupt: Uint8Array) {
    this.#worker = worker;
    this.#options = options;
    this.#interrupt = interrupt;
    worker.on("message", (value: unknown) => this.#receive(value));
    worker.on("messageerror", () => this.#lose("crashed", "it sent a message that cannot be read"));
    worker.on("error", (error) => this.#lose("crashed", error.message));
    worker.on("exit", () => this.#lose("crashed", "its thread ended"));
  }

  /** Whether it can run code. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * @param path - where to put the file, an absolute path in the sandbox
   * @param bytes - its content, copied
   */
  write(path: string, bytes: Uint8Array): void {
    const copy = Uint8Array.from(bytes);
    this.#post({ type: "write", path, bytes: copy }, [copy.buffer]);
  }

  /** @param path - the file to remove */
  remove(path: string): void {
    this.#post({ type: "remove", path });
  }

  /**
   * Lets Python load one native module, from wherever its file lies.
   *
   * @param sha256 - of the module's bytes, in hexadecimal
   */
  allowWasm(sha256: string): void {
    this.#post({ type: "allow_wasm", sha256 });
  }

  /**
   * Runs code; not while other code still runs.
   *
   * @param run - the code and who watches it
   * @returns how it went, at the latest when time and grace are over
   */
  async run(run: PythonRun): Promise<RunOutcome> {
    if (!this.#alive) return { type: "lost", reason: "crashed", detail: "" };
    const { clock, limits } = this.#options;
    const abort = (): void => this.#stop("aborted");
    this.#stopped = null;
    this.#outputChars = 0;
    this.#onOutput = run.onOutput;
    this.#worker.ref();
    const cancelTimer = clock.setTimer(limits.wallTimeMs, () => this.#stop("timeout"));
    try {
      return await new Promise<RunOutcome>((resolve) => {
        this.#finish = resolve;
        this.#post({ type: "run", code: run.code });
        run.signal.addEventListener("abort", abort, { once: true });
        if (run.signal.aborted) abort();
      });
    } finally {
      cancelTimer();
      this.#cancelGrace();
      run.signal.removeEventListener("abort", abort);
      this.#onOutput = () => {};
      this.#worker.unref();
    }
  }

  /**
   * Ends the thread; a run in it is lost.
   *
   * @param reason - why
   */
  async terminate(reason: LossReason): Promise<void> {
    this.#lose(reason, "");
    await this.#worker.terminate();
  }

  #stop(reason: StopReason): void {
    if (this.#finish === null || this.#stopped !== null) return;
    this.#stopped = reason;
    Atomics.store(this.#interrupt, 0, keyboardInterrupt);
    const { clock, limits } = this.#options;
    this.#cancelGrace = clock.setTimer(limits.graceMs, () => this.#lose(reason, ""));
  }

  #post(message: HostMessage, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #settle(outcome: RunOutcome): void {
    const finish = this.#finish;
    this.#finish = null;
    finish?.(outcome);
  }

  #lose(reason: LossReason, detail: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    void this.#worker.terminate();
    this.#onReady(detail === "" ? "the thread was ended" : detail);
    this.#settle({ type: "lost", reason, detail });
  }

  #receive(value: unknown): void {
    if (!this.#alive) return;
    const message = parseWorkerMessage(value, this.#options.limits);
    switch (message?.type) {
      case "ready":
        this.#onReady(null);
        break;
      case "output":
        this.#outputChars += message.text.length;
        if (this.#outputChars > this.#options.limits.printedBytes + 16) {
          this.#lose("crashed", "it printed more than it may");
        } else if (this.#finish !== null) {
          this.#onOutput({ stream: message.stream, text: message.text });
        }
        break;
      case "violation":
        this.#lose("violation", message.operation);
        break;
      case "boot_failed":
      case "fatal":
        this.#lose(this.#stopped ?? "crashed", message.reason);
        break;
      case "done":
        this.#settle({ type: "ended", done: message, stopped: this.#stopped });
        break;
      default:
        this.#lose("crashed", "it sent a message that no honest worker sends");
    }
  }
}
