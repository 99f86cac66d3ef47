import type { ToolContext } from "@inhouse/contracts";
import type { InputPlan } from "../files/input-plan.ts";
import { planInputs } from "../files/input-plan.ts";
import type { CodeInterpreterLimits } from "../limits.ts";
import { answerCall } from "../tools/answer-call.ts";
import { abortable } from "./abortable.ts";
import type { CallReport } from "./call-report.ts";
import type { Interpreter } from "./interpreter.ts";
import { PrintedText } from "./printed-text.ts";
import type { LossReason } from "./run-outcome.ts";

/** What a session is made of. */
export interface SessionParts {
  readonly limits: CodeInterpreterLimits;
  /** The functions that code may call; null: all of the run's. */
  readonly callable: ReadonlySet<string> | null;
  /** Starts an interpreter, or hands out one that waits. */
  readonly startWorker: () => Promise<Interpreter>;
  /** Why this thread's session before this one ended, or null. */
  readonly before: LossReason | null;
}

/** Too many calls wait for a session. */
export class SessionBusyError extends Error {}

/** The Python session of one thread. Its calls run one after the other; a lost interpreter is replaced. */
export class Session {
  readonly #parts: SessionParts;
  #worker: Promise<Interpreter> | null = null;
  #delivered = new Map<string, string>();
  #ignored = new Set<string>();
  #fresh = true;
  #before: LossReason | null;
  #tail: Promise<void> = Promise.resolve();
  #callers = 0;
  #ended: LossReason | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#before = parts.before;
  }

  /** Why the last interpreter of this session was lost, if no call has heard of it yet; else null. */
  get untoldLoss(): LossReason | null {
    return this.#before;
  }

  /**
   * Does something alone, after what came before.
   *
   * @param signal - gives up waiting
   * @param action - what to do
   * @throws SessionBusyError if too many wait already
   */
  async exclusively<T>(signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    // The one that runs is among them.
    if (this.#callers > this.#parts.limits.waitingCalls) throw new SessionBusyError();
    this.#callers += 1;
    const before = this.#tail;
    const { promise, resolve: done } = Promise.withResolvers<void>();
    this.#tail = before.then(() => promise);
    try {
      await abortable(before, signal);
      return await action();
    } finally {
      this.#callers -= 1;
      done();
    }
  }

  /**
   * Runs code; only inside {@link Session.exclusively}.
   *
   * @param code - Python
   * @param context - the call's files, output and signal
   */
  async run(code: string, context: ToolContext): Promise<CallReport> {
    const worker = await abortable(this.#aliveWorker(), context.signal);
    const plan = planInputs(
      await context.files.list(),
      { delivered: this.#delivered, ignored: this.#ignored },
      this.#parts.limits,
    );
    const newInputs = await this.#deliver(plan, worker, context);
    const printed = new PrintedText();
    const known = { fresh: this.#fresh, before: this.#before };
    this.#fresh = false;
    this.#before = null;
    let listenerError: unknown;
    const outcome = await worker.run({
      code,
      signal: context.signal,
      callTool: (call) => answerCall(context.tools, this.#parts.callable, call),
      onOutput: (chunk) => {
        printed.add(chunk);
        try {
          context.onOutput(chunk);
        } catch (error) {
          listenerError ??= error;
        }
      },
    });
    if (outcome.type === "lost") this.#forgetWorker(outcome.reason);
    else this.#refuse(outcome.done.unwritten);
    if (listenerError !== undefined) throw listenerError;
    return { outcome, printed, newInputs, refusedInputs: plan.refuse, ...known };
  }

  /**
   * Keeps a file that this session made from coming back as an input.
   *
   * @param fileId - the file
   */
  ignoreInput(fileId: string): void {
    this.#ignored.add(fileId);
  }

  /**
   * Ends the interpreter; a call that runs in it is lost.
   *
   * @param reason - why
   */
  async end(reason: LossReason): Promise<void> {
    this.#ended ??= reason;
    const worker = this.#worker;
    this.#worker = null;
    await (await worker?.catch(() => undefined))?.terminate(reason);
  }

  async #aliveWorker(): Promise<Interpreter> {
    if (this.#ended !== null) throw new Error("the Python session was ended");
    if (this.#worker !== null && !(await this.#worker).alive) this.#forgetWorker("crashed");
    if (this.#worker === null) {
      const starting = this.#parts.startWorker();
      this.#worker = starting;
      starting.catch(() => {
        if (this.#worker === starting) this.#worker = null;
      });
    }
    return this.#worker;
  }

  #forgetWorker(reason: LossReason): void {
    this.#worker = null;
    this.#delivered = new Map();
    this.#ignored = new Set();
    this.#fresh = true;
    this.#before = reason;
  }

  #refuse(paths: readonly string[]): void {
    for (const [id, path] of this.#delivered) {
      if (!paths.includes(path)) continue;
      this.#delivered.delete(id);
      this.#ignored.add(id);
    }
  }

  async #deliver(
    plan: InputPlan,
    worker: Interpreter,
    context: ToolContext,
  ): Promise<InputPlan["add"]> {
    for (const [id, path] of this.#delivered) {
      if (!plan.remove.includes(path)) continue;
      this.#delivered.delete(id);
      worker.remove(path);
    }
    for (const { file } of plan.refuse) this.#ignored.add(file.id);
    const delivered: InputPlan["add"][number][] = [];
    for (const planned of plan.add) {
      const bytes = await context.files.read(planned.file.id);
      context.signal.throwIfAborted();
      // Deleted between the listing and now.
      if (bytes === undefined) continue;
      worker.write(planned.path, bytes);
      this.#delivered.set(planned.file.id, planned.path);
      delivered.push(planned);
    }
    return delivered;
  }
}
