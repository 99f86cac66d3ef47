import type { Clock, ToolOutputChunk } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { InterpreterState } from "../protocol/interpreter-state.ts";
import type {
  HostMessage,
  OutputMessage,
  PackageSettings,
  RestoredMessage,
  SavedMessage,
  WorkerSettings,
} from "../protocol/messages.ts";
import { parseWorkerMessage } from "../protocol/parse-worker-message.ts";
import type { StartingPoint } from "../protocol/starting-point.ts";
import type { Foundation } from "../snapshot/foundation.ts";
import { noTools } from "../tools/answer-call.ts";
import type { Interpreter, InterpreterKeeper, PythonRun } from "./interpreter.ts";
import { PythonStartError } from "./interpreter.ts";
import { OpenCalls } from "./open-calls.ts";
import { RunClock } from "./run-clock.ts";
import type { LossReason, RunOutcome, StopReason } from "./run-outcome.ts";
import type { OpenTransport, Transport, TransportEvents } from "./transport.ts";

/** How sealed interpreters are started. */
export interface SealedInterpreterOptions {
  readonly limits: CodeInterpreterLimits;
  readonly clock: Clock;
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  /** The packages that it can install; null: none. */
  readonly packages: PackageSettings | null;
  /** Starts the sandbox. */
  readonly open: OpenTransport;
  /** What Python starts from. */
  readonly from: StartingPoint & Pick<Foundation, "base">;
}

const maxSavedMemoryBytes = 256 * 1024 * 1024;
const keepingMs = 30_000;
const dishonest = "it sent a message that no honest sandbox sends";

/** An honest sandbox sends what is printed in batches, after a few hundred single pieces. */
const maxOutputs = (printedBytes: number): number => 1000 + printedBytes / 1024;

const settingsOf = ({
  limits,
  packages,
  pyodideUrl,
}: SealedInterpreterOptions): WorkerSettings => ({
  pyodideUrl,
  memoryBytes: limits.memoryBytes,
  diskBytes: limits.diskBytes,
  inodes: limits.inodes,
  printedBytes: limits.printedBytes,
  valueChars: limits.valueChars,
  maxOutputFiles: limits.outputFiles,
  maxOutputFileBytes: limits.outputFileBytes,
  maxOutputTotalBytes: limits.outputTotalBytes,
  maxSavedBytes: Math.min(limits.memoryBytes, maxSavedMemoryBytes) + limits.diskBytes,
  packages,
});

/** A sealed Pyodide in a thread or a process of its own. What comes back from it is taken as hostile. */
export class SealedInterpreter implements Interpreter {
  readonly #options: SealedInterpreterOptions;
  readonly keeper: InterpreterKeeper | null;
  readonly #started = Promise.withResolvers<void>();
  #transport: Transport | null = null;
  #onOutput: (chunk: ToolOutputChunk) => void = () => {};
  #answer: ((message: SavedMessage | RestoredMessage | null) => void) | null = null;
  #calls: OpenCalls | null = null;
  #time: RunClock | null = null;
  #finish: ((outcome: RunOutcome) => void) | null = null;
  #cancelGrace: () => void = () => {};
  #stopped: StopReason | null = null;
  #outputChars = 0;
  #outputs = 0;
  #ready = false;
  #alive = true;

  /**
   * @param options - limits and surroundings
   * @returns a started and sealed interpreter
   * @throws UnsupportedRuntimeError where there is nothing to run it in
   * @throws PythonStartError if Pyodide does not start
   */
  static async start(options: SealedInterpreterOptions): Promise<SealedInterpreter> {
    const python = new SealedInterpreter(options);
    const events: TransportEvents = {
      received: (value) => python.#receive(value),
      broke: (reason, detail) => python.#lose(reason, detail),
    };
    const transport = await options.open(settingsOf(options), events, options.from);
    python.#transport = transport;
    await python.#started.promise;
    transport.hold(false);
    return python;
  }

  private constructor(options: SealedInterpreterOptions) {
    this.#options = options;
    const { base } = options.from;
    this.keeper =
      base === null
        ? null
        : { base, save: () => this.#save(), restore: (state) => this.#restore(state) };
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

  allowWasm(sha256: string): void {
    this.#transport?.send({ type: "allow_wasm", sha256 });
  }

  async run(run: PythonRun): Promise<RunOutcome> {
    const transport = this.#transport;
    if (!this.#alive || transport === null) return { type: "lost", reason: "crashed", detail: "" };
    const { clock, limits } = this.#options;
    const abort = (): void => this.#stop("aborted");
    this.#stopped = null;
    this.#outputChars = 0;
    this.#outputs = 0;
    this.#onOutput = run.onOutput;
    transport.hold(true);
    const time = new RunClock(clock, limits.wallTimeMs, () => this.#stop("timeout"));
    const callTool = run.callTool ?? noTools;
    const calls = new OpenCalls({ transport, callTool, onAnswer: () => time.run() });
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

  async #save(): Promise<InterpreterState | null> {
    const maxMemoryBytes = Math.min(this.#options.limits.memoryBytes, maxSavedMemoryBytes);
    const answer = await this.#ask({ type: "save", maxMemoryBytes });
    return answer?.type === "saved" ? answer.state : null;
  }

  async #restore(state: InterpreterState): Promise<boolean> {
    const answer = await this.#ask({ type: "restore", state });
    return answer?.type === "restored";
  }

  async #ask(message: HostMessage): Promise<SavedMessage | RestoredMessage | null> {
    const transport = this.#transport;
    if (!this.#alive || transport === null) return null;
    const { promise, resolve } = Promise.withResolvers<SavedMessage | RestoredMessage | null>();
    this.#answer = resolve;
    const cancelTimer = this.#options.clock.setTimer(keepingMs, () =>
      this.#lose("crashed", "it did not answer"),
    );
    transport.hold(true);
    transport.send(message);
    try {
      return await promise;
    } finally {
      cancelTimer();
      transport.hold(false);
    }
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
    this.#answer?.(null);
    this.#settle({ type: "lost", reason, detail });
  }

  #receive(value: unknown): void {
    if (!this.#alive) return;
    const message = parseWorkerMessage(value, this.#options.limits);
    switch (message?.type) {
      case "ready":
        if (this.#ready) this.#lose("crashed", dishonest);
        this.#ready = true;
        this.#started.resolve();
        break;
      case "output":
        this.#print(message);
        break;
      case "call":
        // What comes behind the end of the code was made by nobody.
        if (this.#calls?.make(message) === false)
          this.#lose("crashed", "it made an impossible call");
        break;
      case "give_up":
        this.#calls?.giveUp(message.id);
        break;
      case "wait":
        if (this.#calls?.areAny === true) this.#time?.stop();
        break;
      case "go_on":
        if (this.#finish !== null) this.#time?.run();
        break;
      case "violation":
        this.#lose("violation", message.operation);
        break;
      case "boot_failed":
      case "fatal":
        this.#lose(this.#stopped ?? "crashed", message.reason);
        break;
      case "saved":
      case "restored":
        if (this.#answer === null) this.#lose("crashed", dishonest);
        this.#answer?.(message);
        this.#answer = null;
        break;
      case "done":
        if (this.#finish === null) this.#lose("crashed", dishonest);
        this.#settle({ type: "ended", done: message, stopped: this.#stopped });
        break;
      default:
        this.#lose("crashed", dishonest);
    }
  }

  #print({ stream, text }: OutputMessage): void {
    const { printedBytes } = this.#options.limits;
    this.#outputChars += text.length;
    this.#outputs += 1;
    if (this.#outputChars > printedBytes + 16 || this.#outputs > maxOutputs(printedBytes)) {
      this.#lose("crashed", "it printed more than it may");
    } else if (this.#finish !== null) {
      this.#onOutput({ stream, text });
    }
  }
}
