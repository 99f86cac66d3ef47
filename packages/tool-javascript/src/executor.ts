import type { Clock, ToolOutputChunk } from "@inhouse/contracts";
import { InvalidInputError, UnsupportedRuntimeError } from "@inhouse/contracts";
import type { EngineName } from "./engine/engine.ts";
import type { JavaScriptLimits } from "./limits.ts";
import { resolveLimits } from "./limits.ts";
import type { HostCall } from "./pool/javascript-run.ts";
import { JavaScriptStartError, JavaScriptWorker } from "./pool/javascript-worker.ts";
import { PrintedText } from "./pool/printed-text.ts";
import { WorkerPool } from "./pool/worker-pool.ts";
import type { CodeValue, RunMode } from "./protocol/messages.ts";
import type { SandboxError } from "./result/sandbox-error.ts";
import { explainOutcome, notRun } from "./result/sandbox-error.ts";
import type { JavaScriptSandboxOptions } from "./sandbox-options.ts";
import { systemClock } from "./system-clock.ts";

/** Code to run. */
export interface ExecutionRequest {
  readonly mode: RunMode;
  readonly source: unknown;
  /** The argument of a function, as JSON. */
  readonly input: string;
  readonly calls: ReadonlyMap<string, HostCall>;
  /** The time at which the code believes to start, in epoch milliseconds. */
  readonly startTime: number;
  /** What decides clock and randomness of code that must do the same again; null: both are real. */
  readonly repeatKey: string | null;
  readonly limits: JavaScriptLimits;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: ToolOutputChunk) => void;
}

/** What became of it. */
export interface ExecutionReport {
  readonly value: CodeValue | null;
  readonly printed: PrintedText;
  readonly error: SandboxError | null;
}

const engines: readonly EngineName[] = ["quickjs-wasi", "quickjs-emscripten"];
const MB = 1024 * 1024;

function engineOf(given: EngineName | undefined): EngineName {
  const engine = given ?? "quickjs-wasi";
  if (engines.includes(engine)) return engine;
  throw new InvalidInputError({
    param: "engine",
    expected: engines.map((name) => `'${name}'`).join(" or "),
    received: String(engine),
  });
}

function workersOf(given: number | undefined): number {
  const count = given ?? 2;
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new InvalidInputError({
    param: "maxWorkers",
    expected: "a whole number of at least 1",
    received: String(count),
  });
}

/** Runs code in workers, each time in a fresh machine, and says what became of it. */
export class Executor implements AsyncDisposable {
  readonly clock: Clock;
  readonly #limits: JavaScriptLimits;
  readonly #engine: EngineName;
  readonly #pool: WorkerPool;

  constructor(options: JavaScriptSandboxOptions) {
    const engine = engineOf(options.engine);
    const clock = options.clock ?? systemClock;
    this.clock = clock;
    this.#engine = engine;
    this.#limits = this.limits(options.limits ?? {}, undefined);
    this.#pool = new WorkerPool({
      maxWorkers: workersOf(options.maxWorkers),
      startWorker: () => JavaScriptWorker.start({ engine, clock }),
    });
  }

  /**
   * @param given - the limits that differ from the base
   * @param base - the base; absent: the limits of this executor, or where it has none yet, those of the package
   * @throws InvalidInputError if one is out of its range
   */
  limits(
    given: Partial<JavaScriptLimits>,
    base: JavaScriptLimits | undefined = this.#limits,
  ): JavaScriptLimits {
    const limits = resolveLimits(given, base);
    if (this.#engine === "quickjs-emscripten" && limits.memoryBytes < 20 * MB) {
      throw new InvalidInputError({
        param: "limits.memoryBytes",
        expected: `at least ${20 * MB} with the engine quickjs-emscripten`,
        received: String(limits.memoryBytes),
      });
    }
    return limits;
  }

  /**
   * @param request - the code
   * @returns what became of it; whatever goes wrong in the sandbox is in there
   * @throws RuntimeClosedError after `close`
   * @throws UnsupportedRuntimeError where there are no worker threads
   * @throws the signal's reason once it is aborted
   */
  async execute(request: ExecutionRequest): Promise<ExecutionReport> {
    const { limits, signal, source } = request;
    const printed = new PrintedText();
    const failed = (error: SandboxError): ExecutionReport => ({ value: null, printed, error });
    if (typeof source !== "string") {
      return failed(notRun("InvalidInput", "The code must be a string."));
    }
    if (source.length > limits.codeChars) {
      const long = `The code is ${source.length} characters long, and may be ${limits.codeChars}.`;
      return failed(notRun("InvalidInput", long));
    }
    let listenerError: unknown;
    try {
      const outcome = await this.#pool.run({
        limits,
        signal,
        calls: request.calls,
        onOutput: (chunk) => {
          printed.add(chunk);
          try {
            request.onOutput(chunk);
          } catch (error) {
            listenerError ??= error;
          }
        },
        message: {
          type: "run",
          mode: request.mode,
          source,
          input: request.input,
          names: [...request.calls.keys()],
          startTime: request.startTime,
          repeatKey: request.repeatKey,
          memoryBytes: limits.memoryBytes,
          printedChars: limits.printedChars,
          valueChars: limits.valueChars,
          hostCalls: limits.hostCalls,
          callInputChars: limits.callInputChars,
        },
      });
      signal.throwIfAborted();
      if (listenerError !== undefined) throw listenerError;
      const value = outcome.type === "ended" ? outcome.done.value : null;
      return { value, printed, error: explainOutcome(outcome, limits) };
    } catch (error) {
      if (!(error instanceof JavaScriptStartError)) throw error;
      const why = `The JavaScript sandbox could not be started: ${error.message}`;
      return failed(notRun("HostFailure", why));
    }
  }

  /**
   * The same for code of a model, which is told where no code can be run at all.
   *
   * @param request - the code
   * @returns what became of it
   * @throws RuntimeClosedError after `close`
   * @throws the signal's reason once it is aborted
   */
  async executeForModel(request: ExecutionRequest): Promise<ExecutionReport> {
    try {
      return await this.execute(request);
    } catch (error) {
      if (!(error instanceof UnsupportedRuntimeError)) throw error;
      const refusal = notRun("UnsupportedRuntime", error.message);
      return { value: null, printed: new PrintedText(), error: refusal };
    }
  }

  /** Starts a worker for the next run. */
  warmUp(): Promise<void> {
    return this.#pool.warmUp();
  }

  /** Ends all workers; what runs in them rejects. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /** The same as `close`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
