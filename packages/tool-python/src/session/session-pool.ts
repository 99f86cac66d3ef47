import type { Clock } from "@inhouse/contracts";
import { RuntimeClosedError } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import { abortable } from "./abortable.ts";
import type { Interpreter } from "./interpreter.ts";
import type { LossReason } from "./run-outcome.ts";
import { Session } from "./session.ts";

/** How sessions are kept. */
export interface SessionPoolOptions {
  readonly limits: CodeInterpreterLimits;
  /** The functions that code may call; null: all of the run's. */
  readonly callable: ReadonlySet<string> | null;
  readonly clock: Clock;
  /** How many interpreters live at once. */
  readonly maxSessions: number;
  /** After how many milliseconds without a call a session ends. */
  readonly idleMs: number;
  /** Whether a started interpreter always waits for the next new session. */
  readonly keepSpare: boolean;
  /** Starts an interpreter for a thread, or one that waits for the next new thread. */
  readonly startWorker: (thread: ThreadOfTenant | null) => Promise<Interpreter>;
}

/** A thread, and whose it is. */
export interface ThreadOfTenant {
  readonly tenant: string;
  readonly threadId: string;
}

interface Entry {
  readonly session: Session;
  users: number;
  cancelIdle: () => void;
}

const maxRemembered = 1000;
const keyOf = (tenant: string, threadId: string): string => JSON.stringify([tenant, threadId]);

/** The sessions of all threads: one each, the least recently used ended when there are too many. */
export class SessionPool {
  readonly #options: SessionPoolOptions;
  // In the order of their last use.
  readonly #entries = new Map<string, Entry>();
  readonly #endings = new Map<string, LossReason>();
  readonly #terminations = new Set<Promise<void>>();
  #spare: Promise<Interpreter> | null = null;
  #changed = Promise.withResolvers<void>();
  #closed = false;

  constructor(options: SessionPoolOptions) {
    this.#options = options;
  }

  /**
   * Uses a thread's session alone.
   *
   * @param tenant - whose thread
   * @param threadId - the thread
   * @param signal - gives up waiting for the session
   * @param action - what to do with it
   * @throws RuntimeClosedError if the pool is or gets closed
   */
  async use<T>(
    tenant: string,
    threadId: string,
    signal: AbortSignal,
    action: (session: Session) => Promise<T>,
  ): Promise<T> {
    const key = keyOf(tenant, threadId);
    const entry = await this.#acquire(key, { tenant, threadId }, signal);
    try {
      const result = await entry.session.exclusively(signal, () => action(entry.session));
      this.#assertOpen();
      return result;
    } catch (error) {
      this.#assertOpen();
      throw error;
    } finally {
      this.#release(key, entry);
    }
  }

  /** Starts an interpreter for the next new session, unless one waits already. */
  async warmUp(): Promise<void> {
    this.#assertOpen();
    this.#spare ??= this.#startSpare();
    await this.#spare;
  }

  /**
   * Ends a thread's session for good.
   *
   * @param tenant - whose thread
   * @param threadId - the thread
   */
  async forget(tenant: string, threadId: string): Promise<void> {
    const key = keyOf(tenant, threadId);
    await this.#end(key, "closed");
    this.#endings.delete(key);
  }

  /** Ends everything, running calls too. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const key of [...this.#entries.keys()]) void this.#end(key, "closed");
    const spare = this.#spare;
    this.#spare = null;
    const worker = await spare?.catch(() => undefined);
    await worker?.terminate("closed");
    await Promise.all(this.#terminations);
  }

  #assertOpen(): void {
    if (this.#closed) throw new RuntimeClosedError();
  }

  async #acquire(key: string, thread: ThreadOfTenant, signal: AbortSignal): Promise<Entry> {
    for (;;) {
      this.#assertOpen();
      signal.throwIfAborted();
      const entry = this.#entries.get(key) ?? this.#create(key, thread);
      if (entry !== undefined) {
        entry.users += 1;
        entry.cancelIdle();
        // To the end of the order.
        this.#entries.delete(key);
        this.#entries.set(key, entry);
        return entry;
      }
      await abortable(this.#changed.promise, signal);
    }
  }

  #create(key: string, thread: ThreadOfTenant): Entry | undefined {
    if (this.#entries.size >= this.#options.maxSessions) {
      const idle = [...this.#entries].find(([, entry]) => entry.users === 0);
      if (idle === undefined) return undefined;
      void this.#end(idle[0], "room");
    }
    const before = this.#endings.get(key) ?? null;
    this.#endings.delete(key);
    const session = new Session({
      limits: this.#options.limits,
      callable: this.#options.callable,
      startWorker: () => this.#takeWorker(thread),
      before,
    });
    const entry: Entry = { session, users: 0, cancelIdle: () => {} };
    this.#entries.set(key, entry);
    return entry;
  }

  #release(key: string, entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0 || this.#entries.get(key) !== entry) return;
    const { clock, idleMs } = this.#options;
    entry.cancelIdle = clock.setTimer(idleMs, () => void this.#end(key, "idle"), true);
    this.#notify();
  }

  async #end(key: string, reason: LossReason): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.cancelIdle();
    this.#entries.delete(key);
    this.#remember(key, entry.session.untoldLoss ?? reason);
    const termination = entry.session.end(reason);
    this.#terminations.add(termination);
    this.#notify();
    await termination;
    this.#terminations.delete(termination);
  }

  #remember(key: string, reason: LossReason): void {
    this.#endings.set(key, reason);
    const oldest = this.#endings.keys().next();
    if (this.#endings.size > maxRemembered && !oldest.done) this.#endings.delete(oldest.value);
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }

  async #takeWorker(thread: ThreadOfTenant): Promise<Interpreter> {
    this.#assertOpen();
    const spare = this.#spare;
    this.#spare = null;
    const ready = await spare?.catch(() => undefined);
    const worker = ready?.alive === true ? ready : await this.#options.startWorker(thread);
    if (this.#options.keepSpare && !this.#closed) this.#spare ??= this.#startSpare();
    if (this.#closed) await worker.terminate("closed");
    return worker;
  }

  #startSpare(): Promise<Interpreter> {
    const spare = this.#options.startWorker(null);
    // The next new session starts its own and tells what is wrong.
    spare.catch(() => {
      if (this.#spare === spare) this.#spare = null;
    });
    return spare;
  }
}
