import type { ToolCaller, ToolContext, ToolFiles } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { SavedSession } from "../stored/saved-session.ts";
import { answerCall } from "../tools/answer-call.ts";
import { abortable } from "./abortable.ts";
import type { CallReport, SessionOrigin } from "./call-report.ts";
import type { Interpreter, InterpreterKeeper } from "./interpreter.ts";
import { PrintedText } from "./printed-text.ts";
import { PutBack } from "./put-back.ts";
import { restoreSession } from "./restore-session.ts";
import type { LossReason } from "./run-outcome.ts";
import { SessionInputs } from "./session-inputs.ts";
import { warnOfStore } from "./store-warning.ts";
import type { ThreadStore } from "./thread-store.ts";

/** What a session is made of. */
export interface SessionParts {
  readonly limits: CodeInterpreterLimits;
  /** The functions that code may call; null: all of the run's. */
  readonly callable: ReadonlySet<string> | null;
  /** Starts an interpreter, or hands out one that waits. */
  readonly startWorker: () => Promise<Interpreter>;
  /** Why this thread's session before this one ended, or null. */
  readonly before: LossReason | null;
  /** Where the session is kept while nobody uses it; null: nowhere. */
  readonly store: ThreadStore | null;
}

/** After so many calls a session moves to another interpreter, so that what one leaves behind does not add up. */
const callsOfOneInterpreter = 500;

const notStored = "A Python session could not be stored";

/** Too many calls wait for a session. */
export class SessionBusyError extends Error {}

/** The Python session of one thread. Its calls run one after the other; a lost interpreter is replaced. */
export class Session {
  readonly #parts: SessionParts;
  #worker: Promise<Interpreter> | null = null;
  readonly #inputs = new SessionInputs();
  #origin: SessionOrigin = "new";
  #calls = 0;
  #memoryBytes = 0;
  #before: LossReason | null;
  #tail: Promise<void> = Promise.resolve();
  #callers = 0;
  #ended: LossReason | null = null;
  /** Whether the store was asked for the session. */
  #asked = false;
  #putBack: PutBack | null = null;
  /** What the call that was put back had begun with, and is to begin with again. */
  #putBackOrigin: Pick<CallReport, "session" | "before"> | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#before = parts.before;
    if (parts.before !== null) this.#origin = "lost";
  }

  /** Why the last interpreter of this session was lost, if no call has heard of it yet; else null. */
  get untoldLoss(): LossReason | null {
    return this.#before;
  }

  /** How large the interpreter's memory was after the last call, in bytes; 0 if it is not known. */
  get memoryBytes(): number {
    return this.#memoryBytes;
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
      return await this.#whole(action);
    } finally {
      this.#callers -= 1;
      done();
    }
  }

  async #whole<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } finally {
      await this.#putBack?.end();
      this.#putBack = null;
    }
  }

  /**
   * Runs code; only inside {@link Session.exclusively}.
   *
   * @param code - Python
   * @param context - the call's files, output and signal
   */
  async run(code: string, context: ToolContext): Promise<CallReport> {
    const worker = await abortable(this.#aliveWorker(context.files), context.signal);
    await this.#keepForWord(worker, context.tools);
    const { limits } = this.#parts;
    const { signal } = context;
    const inputs = await this.#inputs.deliver(worker, context.files, { limits, signal });
    const printed = new PrintedText();
    const known = { session: this.#origin, before: this.#before };
    this.#origin = "continued";
    this.#before = null;
    this.#calls += 1;
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
    else this.#inputs.refuse(outcome.done.unwritten);
    this.#memoryBytes = outcome.type === "lost" ? 0 : outcome.done.memoryBytes;
    if (listenerError !== undefined) throw listenerError;
    return { outcome, printed, newInputs: inputs.added, refusedInputs: inputs.refused, ...known };
  }

  /**
   * Keeps a file that this session made from coming back as an input.
   *
   * @param fileId - the file
   */
  ignoreInput(fileId: string): void {
    this.#inputs.ignore(fileId);
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
    await this.#putBack?.end();
  }

  /**
   * Keeps the session in the store, if there is one and the session has anything to keep. No call may run.
   *
   * @returns whether it can go on later, from the store
   */
  async putAway(): Promise<boolean> {
    const { store } = this.#parts;
    const worker = await this.#worker?.catch(() => undefined);
    const keeper = worker?.keeper ?? null;
    if (store === null || keeper === null || this.#calls === 0) return false;
    const saved = await this.#save(keeper);
    return saved !== null && (await store.put(saved, keeper.base));
  }

  async #aliveWorker(files: ToolFiles): Promise<Interpreter> {
    if (this.#ended !== null) throw new Error("the Python session was ended");
    if (this.#worker !== null && !(await this.#worker).alive) this.#forgetWorker("crashed");
    const worker = await this.#worker;
    if (worker !== null && this.#calls >= callsOfOneInterpreter) {
      this.#calls = 0;
      this.#begin(this.#move(worker, files));
    }
    if (this.#worker === null) this.#begin(this.#start(files));
    return this.#worker as Promise<Interpreter>;
  }

  #begin(starting: Promise<Interpreter>): void {
    this.#worker = starting;
    starting.catch(() => {
      if (this.#worker === starting) this.#worker = null;
    });
  }

  async #start(files: ToolFiles): Promise<Interpreter> {
    const store = this.#asked ? null : this.#parts.store;
    const reading = store?.read() ?? Promise.resolve(null);
    reading.catch(() => {});
    const worker = await this.#parts.startWorker();
    this.#asked = true;
    let saved: SavedSession | undefined;
    try {
      const folded = await reading;
      if (folded === null) return worker;
      // Gone before it goes on, so that nobody goes on from a state that is past.
      await store?.remove();
      saved = worker.keeper === null ? undefined : folded.unfold(worker.keeper.base);
    } catch (error) {
      warnOfStore("A stored Python session cannot go on", error);
    }
    if (saved === undefined) {
      this.#forgetState("unresumable");
      return worker;
    }
    if (!(await this.#restore(saved, worker, files))) return this.#replace("unresumable");
    const { session, before } = this.#putBackOrigin ?? { session: "resumed", before: null };
    this.#putBackOrigin = null;
    this.#origin = session;
    this.#before = before;
    return worker;
  }

  /** So that a call which comes to need a person's word can be run again from here, in whatever process. */
  async #keepForWord(worker: Interpreter, tools: ToolCaller): Promise<void> {
    const { store } = this.#parts;
    const { keeper } = worker;
    if (store === null || keeper === null || tools.allowRepeat === undefined) return;
    const saved = await this.#save(keeper);
    if (saved === null) return;
    const known = { session: this.#origin, before: this.#before };
    const putBack = new PutBack(async () => {
      await worker.terminate("closed");
      this.#forgetWorker("unresumable");
      const putting = store.put(saved, keeper.base);
      if (!(await putting.catch((error) => warnOfStore(notStored, error)))) return;
      this.#before = null;
      this.#asked = false;
      this.#putBackOrigin = known;
    });
    this.#putBack = putBack;
    tools.allowRepeat(() => putBack.begin());
  }

  async #move(worker: Interpreter, files: ToolFiles): Promise<Interpreter> {
    const saved = worker.keeper === null ? null : await this.#save(worker.keeper);
    if (saved === null) return worker.alive ? worker : this.#replace("crashed");
    const next = await this.#parts.startWorker();
    await worker.terminate("closed");
    return (await this.#restore(saved, next, files)) ? next : this.#replace("crashed");
  }

  #replace(reason: LossReason): Promise<Interpreter> {
    this.#forgetState(reason);
    return this.#parts.startWorker();
  }

  async #save(keeper: InterpreterKeeper): Promise<SavedSession | null> {
    const state = await keeper.save();
    if (state === null) return null;
    return { state, inputs: this.#inputs.saved };
  }

  #restore(saved: SavedSession, worker: Interpreter, files: ToolFiles): Promise<boolean> {
    this.#inputs.restore(saved.inputs);
    this.#calls = 1;
    return restoreSession(saved, worker, files);
  }

  #forgetWorker(reason: LossReason): void {
    this.#worker = null;
    this.#forgetState(reason);
  }

  #forgetState(reason: LossReason): void {
    this.#inputs.clear();
    this.#origin = "lost";
    this.#calls = 0;
    this.#before = reason;
  }
}
