import type { Worker } from "node:worker_threads";
import type { Clock } from "@inhouse/contracts";
import { UnsupportedRuntimeError } from "@inhouse/contracts";
import type { EngineName } from "../engine/engine.ts";
import type { CallMessage, HostMessage, WorkerSettings } from "../protocol/messages.ts";
import { parseWorkerMessage } from "../protocol/parse-worker-message.ts";
import type { JavaScriptRun } from "./javascript-run.ts";
import { HostCallError } from "./javascript-run.ts";
import type { LossReason, RunOutcome, StopReason } from "./run-outcome.ts";
import { RunTime } from "./run-time.ts";

/** How workers are started. */
export interface JavaScriptWorkerOptions {
  readonly engine: EngineName;
  readonly clock: Clock;
}

/** The worker or its engine could not be started. */
export class JavaScriptStartError extends Error {}

interface Active {
  readonly run: JavaScriptRun;
  readonly time: RunTime;
  readonly calls: AbortController;
  readonly finish: (outcome: RunOutcome) => void;
  readonly called: Set<number>;
  pending: number;
  printed: number;
  stopped: StopReason | null;
  cancelGrace: () => void;
}

const source = import.meta.url;
const entry = new URL(`../worker/main${source.endsWith(".ts") ? ".ts" : ".js"}`, source);

async function loadWorkerThreads(): Promise<typeof import("node:worker_threads")> {
  try {
    return await import("node:worker_threads");
  } catch (cause) {
    throw new UnsupportedRuntimeError("sandboxed JavaScript", "worker threads", { cause });
  }
}

/** A thread with an engine, which never keeps the process alive while it is idle. */
export class JavaScriptWorker {
  readonly #worker: Worker;
  readonly #clock: Clock;
  readonly #stop: Int32Array;
  #onReady: (failure: string | null) => void = () => {};
  #active: Active | null = null;
  #alive = true;

  /**
   * @param options - engine and surroundings
   * @returns a worker that waits for code
   * @throws UnsupportedRuntimeError where there are no worker threads
   * @throws JavaScriptStartError if the engine does not start
   */
  static async start(options: JavaScriptWorkerOptions): Promise<JavaScriptWorker> {
    const { Worker: WorkerThread } = await loadWorkerThreads();
    const settings: WorkerSettings = {
      engine: options.engine,
      stop: new SharedArrayBuffer(4),
    };
    const worker = new WorkerThread(entry, {
      name: "inhouse-javascript",
      workerData: settings,
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
        // The engine's own bound on recursion must be reached before the end of the thread's stack.
        stackSizeMb: 8,
      },
    });
    const started = new JavaScriptWorker(worker, options.clock, new Int32Array(settings.stop));
    await new Promise<void>((resolve, reject) => {
      started.#onReady = (failure) =>
        failure === null ? resolve() : reject(new JavaScriptStartError(failure));
    });
    worker.unref();
    return started;
  }

  private constructor(worker: Worker, clock: Clock, stop: Int32Array) {
    this.#worker = worker;
    this.#clock = clock;
    this.#stop = stop;
    worker.on("message", (value: unknown) => this.#receive(value));
    worker.on("messageerror", () =>
      this.#lose("violation", "it sent a message that cannot be read"),
    );
    worker.on("error", (error) => this.#lose("crashed", error.message));
    worker.on("exit", () => this.#lose("crashed", "its thread ended"));
  }

  /** Whether it can run code. */
  get alive(): boolean {
    return this.#alive;
  }

  /**
   * Runs code; not while other code still runs.
   *
   * @param run - the code and who watches it
   * @returns how it went, at the latest when time and grace are over
   */
  async run(run: JavaScriptRun): Promise<RunOutcome> {
    if (!this.#alive) return { type: "lost", reason: "crashed", detail: "" };
    const { promise, resolve: finish } = Promise.withResolvers<RunOutcome>();
    const abort = (): void => this.#halt("aborted");
    const active: Active = {
      run,
      finish,
      time: new RunTime(this.#clock, run.limits, (reason) => this.#halt(reason)),
      calls: new AbortController(),
      called: new Set(),
      pending: 0,
      printed: 0,
      stopped: null,
      cancelGrace: () => {},
    };
    this.#active = active;
    this.#worker.ref();
    try {
      Atomics.store(this.#stop, 0, 0);
      this.#post(run.message);
      run.signal.addEventListener("abort", abort, { once: true });
      if (run.signal.aborted) abort();
      return await promise;
    } finally {
      active.time.stop();
      active.cancelGrace();
      run.signal.removeEventListener("abort", abort);
      active.calls.abort(new Error("the code that called has ended"));
      this.#active = null;
      // Who waits for the end of the thread must not lose the process before it.
      if (this.#alive) this.#worker.unref();
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

  #halt(reason: StopReason): void {
    const active = this.#active;
    if (active === null || active.stopped !== null) return;
    active.stopped = reason;
    active.time.stop();
    Atomics.store(this.#stop, 0, 1);
    this.#post({ type: "stop" });
    active.cancelGrace = this.#clock.setTimer(active.run.limits.graceMs, () =>
      this.#lose(reason, ""),
    );
  }

  #post(message: HostMessage): void {
    this.#worker.postMessage(message);
  }

  #lose(reason: LossReason, detail: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    void this.#worker.terminate();
    this.#onReady(detail === "" ? "the thread was ended" : detail);
    this.#active?.finish({ type: "lost", reason, detail });
  }

  #receive(value: unknown): void {
    if (!this.#alive) return;
    if (this.#active === null) this.#receiveIdle(value);
    else this.#receiveOf(this.#active, value);
  }

  #receiveOf(active: Active, value: unknown): void {
    const message = parseWorkerMessage(value, active.run.limits);
    switch (message?.type) {
      case "output":
        active.printed += message.text.length;
        if (active.printed > active.run.limits.printedChars) {
          this.#lose("violation", "it printed more than it may");
        } else {
          active.run.onOutput({ stream: message.stream, text: message.text });
        }
        break;
      case "started":
        if (active.called.size === 0) active.time.enter("running");
        break;
      case "call":
        void this.#call(active, message);
        break;
      case "waiting":
        if (active.pending > 0) active.time.enter("waiting");
        break;
      case "done":
        active.finish({ type: "ended", done: message, stopped: active.stopped });
        break;
      case "fatal":
        this.#lose(active.stopped ?? "crashed", message.reason);
        break;
      default:
        this.#lose("violation", "it sent a message that no honest worker sends");
    }
  }

  #receiveIdle(value: unknown): void {
    const { type, reason } = Object(value) as {
      readonly type?: unknown;
      readonly reason?: unknown;
    };
    if (type === "ready") this.#onReady(null);
    else if (type === "boot_failed") this.#lose("crashed", String(reason).slice(0, 1000));
    else if (type === "fatal") this.#lose("crashed", "");
  }

  async #call(active: Active, { id, name, input }: CallMessage): Promise<void> {
    const { run } = active;
    const call = run.calls.get(name);
    if (call === undefined || active.called.has(id) || active.called.size >= run.limits.hostCalls) {
      return this.#lose("violation", "it called what it may not call");
    }
    active.called.add(id);
    active.pending += 1;
    const text = await answerOf(
      id,
      () => call(input, active.calls.signal),
      run.limits.callResultChars,
    );
    active.pending -= 1;
    if (this.#active !== active || !this.#alive) return;
    active.time.enter("running");
    this.#post({ type: "answer", text });
  }
}

async function answerOf(
  id: number,
  call: () => Promise<string | undefined>,
  maxChars: number,
): Promise<string> {
  const failed = (error: string): string => JSON.stringify({ id, error });
  try {
    const value = await call();
    if (value === undefined) return JSON.stringify({ id });
    if (value.length <= maxChars) return `{"id":${id},"value":${value}}`;
    return failed(`The result is ${value.length} characters long, and may be ${maxChars}.`);
  } catch (error) {
    // What else a host function throws may tell of the host.
    return failed(error instanceof HostCallError ? error.message : "The function failed.");
  }
}
