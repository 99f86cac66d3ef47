import type { Clock } from "@inhouse/contracts";
import { RuntimeClosedError } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import { abortable } from "./abortable.ts";
import type { Interpreter } from "./interpreter.ts";
import type { LossReason } from "./run-outcome.ts";
import { Session } from "./session.ts";
import { SpareInterpreter } from "./spare-interpreter.ts";
import { warnOfStore } from "./store-warning.ts";
import type { SessionPoolStore, ThreadOfTenant } from "./thread-store.ts";

/** How sessions are kept. */
export interface SessionPoolOptions {
  readonly limits: CodeInterpreterLimits;
  /** The functions that code may call; null: all of the run's. */
  readonly callable: ReadonlySet<string> | null;
  readonly clock: Clock;
  /** How many interpreters live at once. */
  readonly maxSessions: number;
  /** After how many milliseconds without a call a session ends, and the spare. */
  readonly idleMs: number;
  /** Whether a started interpreter waits for the next new session after each call. */
  readonly keepSpare: boolean;
  /** Starts an interpreter for a thread, or one that waits for the next new thread. */
  /** Where sessions are kept while nobody uses them; null: nowhere, what is not used is lost. */
  readonly store: SessionPoolStore | null;
  readonly startWorker: (thread: ThreadOfTenant | null) => Promise<Interpreter>;
}

interface Entry {
  readonly session: Session;
  users: number;
  cancelIdle: () => void;
}

const warnOf = (error: unknown): void => warnOfStore("A Python session could not be stored", error);

/** Python's memory never shrinks: a session that once grew so large ends earlier when it is not used. */
const largeAtRestBytes = 256 * 1024 * 1024;
const largeRestDivisor = 10;
const maxRemembered = 1000;
const keyOf = (tenant: string, threadId: string): string => JSON.stringify([tenant, threadId]);

/** The sessions of all threads: one each, the least recently used ended when there are too many. */
export class SessionPool {
  readonly #options: SessionPoolOptions;
  // In the order of their last use.
  readonly #entries = new Map<string, Entry>();
  readonly #endings = new Map<string, LossReason>();
  readonly #terminations = new Map<string, Promise<void>>();
  readonly #spare: SpareInterpreter;
  #changed = Promise.withResolvers<void>();
  #closed = false;

  constructor(options: SessionPoolOptions) {
    this.#options = options;
    const { clock, idleMs, startWorker } = options;
    this.#spare = new SpareInterpreter({ clock, idleMs, start: () => startWorker(null) });
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
    await this.#spare.prepare();
  }

  /**
   * Ends a thread's session for good.
   *
   * @param tenant - whose thread
   * @param threadId - the thread
   */
  async forget(tenant: string, threadId: string): Promise<void> {
    const key = keyOf(tenant, threadId);
    await this.#end(key, "closed", false);
    this.#endings.delete(key);
    await this.#options.store?.remove({ tenant, threadId });
  }

  /** Ends everything, running calls too. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const key of [...this.#entries.keys()]) void this.#end(key, "closed");
    await this.#spare.close();
    await Promise.all(this.#terminations.values());
  }

  #assertOpen(): void {
    if (this.#closed) throw new RuntimeClosedError();
  }

  async #acquire(key: string, thread: ThreadOfTenant, signal: AbortSignal): Promise<Entry> {
    for (;;) {
      this.#assertOpen();
      signal.throwIfAborted();
      // It may be on its way into the store, from where it goes on.
      const termination = this.#options.store === null ? undefined : this.#terminations.get(key);
      if (termination !== undefined) {
        await abortable(termination, signal);
        continue;
      }
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
      store: this.#options.store?.of(thread) ?? null,
    });
    const entry: Entry = { session, users: 0, cancelIdle: () => {} };
    this.#entries.set(key, entry);
    return entry;
  }

  #release(key: string, entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0 || this.#entries.get(key) !== entry) return;
    const { clock, idleMs, keepSpare } = this.#options;
    const isLarge = entry.session.memoryBytes > largeAtRestBytes;
    const restMs = isLarge ? Math.ceil(idleMs / largeRestDivisor) : idleMs;
    entry.cancelIdle = clock.setTimer(restMs, () => void this.#end(key, "idle"), true);
    // Not before: it would take time from the code that ran.
    if (keepSpare && !this.#closed) this.#spare.prepare().catch(() => {});
    this.#notify();
  }

  async #end(key: string, reason: LossReason, keep = true): Promise<void> {
    const entry = this.#entries.get(key);
    if (entry === undefined) return this.#terminations.get(key);
    entry.cancelIdle();
    this.#entries.delete(key);
    this.#remember(key, entry.session.untoldLoss ?? reason);
    const before = this.#terminations.get(key);
    const finished = this.#finish(key, entry, reason, keep && entry.users === 0);
    const termination = Promise.all([before, finished]).then(() => {});
    this.#terminations.set(key, termination);
    this.#notify();
    await termination;
    if (this.#terminations.get(key) === termination) this.#terminations.delete(key);
  }

  async #finish(key: string, entry: Entry, reason: LossReason, keep: boolean): Promise<void> {
    const kept = keep && (await entry.session.putAway().catch(warnOf));
    if (kept === true) this.#endings.delete(key);
    await entry.session.end(reason);
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
    const worker = (await this.#spare.take()) ?? (await this.#options.startWorker(thread));
    if (this.#closed) await worker.terminate("closed");
    return worker;
  }
}
