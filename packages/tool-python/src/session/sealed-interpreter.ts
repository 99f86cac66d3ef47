import type { Clock, ToolOutputChunk } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { WorkerSettings } from "../protocol/messages.ts";
import { parseWorkerMessage } from "../protocol/parse-worker-message.ts";
import type { Interpreter, PythonRun } from "./interpreter.ts";
import { PythonStartError } from "./interpreter.ts";
import { OpenCalls } from "./open-calls.ts";
import { RunClock } from "./run-clock.ts";
import type { LossReason, RunOutcome, StopReason } from "./run-outcome.ts";
import type { OpenTransport, Transport } from "./transport.ts";

/** How sealed interpreters are started. */
export interface SealedInterpreterOptions {
  readonly limits: CodeInterpreterLimits;
  readonly clock: Clock;
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  /** Starts the sandbox. */
  readonly open: OpenTransport;
}

const settingsOf = ({ limits, pyodideUrl }: SealedInterpreterOptions): WorkerSettings => ({
  pyodideUrl,
  memoryBytes: limits.memoryBytes,
  diskBytes: limits.diskBytes,
  printedBytes: limits.printedBytes,
  valueChars: limits.valueChars,
  maxOutputFiles: limits.outputFiles,
  maxOutputFileBytes: limits.outputFileBytes,
  maxOutputTotalBytes: limits.outputTotalBytes,
});

/** A sealed Pyodide in a thread or a process of its own. What comes back from it is taken as hostile. */
export class SealedInterpreter implements Interpreter {
  readonly #options: SealedInterpreterOptions;
  readonly #started = Promise.withResolvers<void>();
  #transport: Transport | null = null;
  #onOutput: (chunk: ToolOutputChunk) => void = () => {};
  #calls: OpenCalls | null = null;
  #time: RunClock | null = null;
  #finish: ((outcome: RunOutcome) => void) | null = null;
  #cancelGrace: () => void = () => {};
  #stopped: StopReason | null = null;
  #outputChars = 0;
  #alive = true;

  /**
   * @param options - limits and surroundings
   * @returns a started and sealed interpreter
   * @throws UnsupportedRuntimeError where there is nothing to run it in
   * @throws PythonStartError if Pyodide does not start
   */
  static async start(options: SealedInterpreterOptions): Promise<SealedInterpreter> {
    const python = new SealedInterpreter(options);
    const transport = await options.open(settingsOf(options), {
      received: (value) => python.#receive(value),
      broke: (detail) => python.#lose("crashed", detail),
    });
    python.#transport = transport;
    await python.#started.promise;
    transport.hold(false);
    return python;
  }

  private constructor(options: SealedInterpreterOptions) {
    this.#options = options;
    // It may break before anybody waits for its start.
    this.#started.promise.catch(() => {});
  }

  get alive(): boolean {
    return this.#alive;
  }

  write(path: string, bytes: Uint8Array): void {
    this.#transport?.send({ type: "write", path, bytes: Uint8Array.from(bytes) });
  }

  remove(path: string): void {
    this.#transport?.send({ type: "remove", path });
  }

  async run(run: PythonRun): Promise<RunOutcome> {
    const transport = this.#transport;
    if (!this.#alive || transport === null) return { type: "lost", reason: "crashed", detail: "" };
    const { clock, limits } = this.#options;
    const abort = (): void => this.#stop("aborted");
    this.#stopped = null;
    this.#outputChars = 0;
    this.#onOutput = run.onOutput;
    transport.hold(true);
    const time = new RunClock(clock, limits.wallTimeMs, () => this.#stop("timeout"));
    const calls = new OpenCalls({ transport, callTool: run.callTool, onAnswer: () => time.run() });
    this.#time = time;
    this.#calls = calls;
    try {
      return await new Promise<RunOutcome>((resolve) => {
        this.#finish = resolve;
        transport.send({ type: "run", code: run.code });
        run.signal.addEventListener("abort", abort, { once: true });
        if (run.signal.aborted) abort();
      });
    } finally {
      this.#calls = null;
      calls.close();
      time.stop();
      this.#cancelGrace();
      run.signal.removeEventListener("abort", abort);
      this.#onOutput = () => {};
      transport.hold(false);
    }
  }

  async terminate(reason: LossReason): Promise<void> {
    this.#lose(reason, "");
    await this.#transport?.terminate();
  }

  #stop(reason: StopReason): void {
    if (this.#finish === null || this.#stopped !== null) return;
    this.#stopped = reason;
    this.#transport?.interrupt();
    const { clock, limits } = this.#options;
    this.#cancelGrace = clock.setTimer(limits.graceMs, () => this.#lose(reason, ""));
  }

  #settle(outcome: RunOutcome): void {
    const finish = this.#finish;
    this.#finish = null;
    finish?.(outcome);
  }

  #lose(reason: LossReason, detail: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    void this.#transport?.terminate();
    this.#started.reject(new PythonStartError(detail === "" ? "it was ended" : detail));
    this.#settle({ type: "lost", reason, detail });
  }

  #receive(value: unknown): void {
    if (!this.#alive) return;
    const message = parseWorkerMessage(value, this.#options.limits);
    switch (message?.type) {
      case "ready":
        this.#started.resolve();
        break;
      case "output":
        this.#outputChars += message.text.length;
        if (this.#outputChars > this.#options.limits.printedBytes + 16) {
          this.#lose("crashed", "it printed more than it may");
        } else if (this.#finish !== null) {
          this.#onOutput({ stream: message.stream, text: message.text });
        }
        break;
      case "call":
        // What comes behind the end of the code was made by nobody.
        if (this.#calls?.make(message) === false)
          this.#lose("crashed", "it made an impossible call");
        break;
      case "wait":
        if (this.#calls?.areAny === true) this.#time?.stop();
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
