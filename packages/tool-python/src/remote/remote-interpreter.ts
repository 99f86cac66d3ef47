import type { Clock, ToolOutputChunk } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { Interpreter, PythonRun } from "../session/interpreter.ts";
import { PythonStartError } from "../session/interpreter.ts";
import type { LossReason, RunOutcome, StopReason } from "../session/run-outcome.ts";
import { boundResult } from "./bound-result.ts";
import type { RemoteRun, RemoteSandbox, RemoteSession } from "./remote-sandbox.ts";

/** What a remote interpreter is made of. */
export interface RemoteInterpreterOptions {
  readonly sandbox: RemoteSandbox;
  readonly limits: CodeInterpreterLimits;
  readonly clock: Clock;
  readonly thread: { readonly tenant: string; readonly threadId: string };
}

const maxReasonChars = 500;
const closeAllowanceMs = 10_000;

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, maxReasonChars).toWellFormed();

/** What is left of one run's output. */
interface Printing {
  left: number;
  overflowed: boolean;
}

/** A Python interpreter behind a port of the user's own. Time, output and files are bounded on this side. */
export class RemoteInterpreter implements Interpreter {
  readonly #options: RemoteInterpreterOptions;
  readonly #session: RemoteSession;
  #files: Promise<void> = Promise.resolve();
  #unwritten: string[] = [];
  #lose: (outcome: RunOutcome) => void = () => {};
  #alive = true;

  /**
   * @param options - the sandbox, and whose session it is to be
   * @throws PythonStartError if the sandbox opens none
   */
  static async start(options: RemoteInterpreterOptions): Promise<RemoteInterpreter> {
    const { sandbox, thread, limits } = options;
    try {
      return new RemoteInterpreter(options, await sandbox.open({ ...thread, limits }));
    } catch (cause) {
      throw new PythonStartError(reasonOf(cause), { cause });
    }
  }

  private constructor(options: RemoteInterpreterOptions, session: RemoteSession) {
    this.#options = options;
    this.#session = session;
  }

  get alive(): boolean {
    return this.#alive;
  }

  write(path: string, bytes: Uint8Array): void {
    const copy = Uint8Array.from(bytes);
    this.#queue(path, () => this.#session.writeFile(path, copy));
  }

  remove(path: string): void {
    this.#queue(null, () => this.#session.removeFile(path));
  }

  /** Which native modules a sandbox elsewhere loads is its own affair. */
  allowWasm(): void {}

  async run(run: PythonRun): Promise<RunOutcome> {
    if (!this.#alive) return { type: "lost", reason: "crashed", detail: "" };
    const { clock, limits } = this.#options;
    const { promise: lost, resolve } = Promise.withResolvers<RunOutcome>();
    this.#lose = resolve;
    const controller = new AbortController();
    let stopped: StopReason | null = null;
    let cancelGrace = (): void => {};
    const stop = (reason: StopReason): void => {
      if (stopped !== null) return;
      stopped = reason;
      controller.abort(new Error(reason === "timeout" ? "its time is over" : "it was cancelled"));
      cancelGrace = clock.setTimer(limits.graceMs, () => this.#end(reason, ""));
    };
    const abort = (): void => stop("aborted");
    const cancelTimer = clock.setTimer(limits.wallTimeMs, () => stop("timeout"));
    run.signal.addEventListener("abort", abort, { once: true });
    if (run.signal.aborted) abort();
    const printing: Printing = { left: limits.printedBytes, overflowed: false };
    let open = true;
    const request: RemoteRun = {
      code: run.code,
      timeoutMs: limits.wallTimeMs,
      signal: controller.signal,
      onOutput: (chunk) => {
        if (open) this.#print(chunk, printing, run.onOutput, controller);
      },
    };
    try {
      return await Promise.race([lost, this.#execute(request, printing, () => stopped)]);
    } finally {
      open = false;
      cancelTimer();
      cancelGrace();
      run.signal.removeEventListener("abort", abort);
    }
  }

  async terminate(reason: LossReason): Promise<void> {
    await this.#end(reason, "");
  }

  async #execute(
    request: RemoteRun,
    printing: Printing,
    stopped: () => StopReason | null,
  ): Promise<RunOutcome> {
    await this.#files;
    const unwritten = this.#unwritten;
    this.#unwritten = [];
    try {
      const result = boundResult(await this.#session.run(request), this.#options.limits);
      const { overflowed } = printing;
      const done = {
        type: "done",
        exitCode: null,
        overflowed,
        notes: [],
        unwritten,
        ...result,
      } as const;
      return { type: "ended", done, stopped: stopped() };
    } catch (error) {
      const detail = printing.overflowed ? "it printed more than it may" : reasonOf(error);
      const outcome = { type: "lost", reason: stopped() ?? "crashed", detail } as const;
      void this.#end(outcome.reason, detail);
      return outcome;
    }
  }

  #print(
    chunk: ToolOutputChunk,
    printing: Printing,
    onOutput: (chunk: ToolOutputChunk) => void,
    controller: AbortController,
  ): void {
    if (typeof chunk?.text !== "string" || printing.overflowed) return;
    const text = chunk.text.slice(0, printing.left).toWellFormed().replaceAll("\0", "\u2400");
    printing.left -= text.length;
    printing.overflowed = text.length < chunk.text.length;
    onOutput({ stream: chunk.stream === "stderr" ? "stderr" : "stdout", text });
    if (printing.overflowed) controller.abort(new Error("it printed more than it may"));
  }

  #queue(path: string | null, action: () => Promise<void>): void {
    this.#files = this.#files.then(action).catch(() => {
      if (path !== null) this.#unwritten.push(path);
    });
  }

  async #end(reason: LossReason, detail: string): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    this.#lose({ type: "lost", reason, detail });
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.setTimer(closeAllowanceMs, resolve, true);
    // A sandbox that cannot be reached must not hold up the end of this process.
    await Promise.race([late, this.#close()]);
    cancel();
  }

  async #close(): Promise<void> {
    try {
      await this.#session.close();
    } catch {
      // It is gone for us either way.
    }
  }
}
