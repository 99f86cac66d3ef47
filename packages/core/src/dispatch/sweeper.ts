import type { Clock, Dispatcher, Storage, StorageRecord } from "@inhouse/contracts";
import { StorageConflictError } from "@inhouse/contracts";
import { lookAgainAt } from "../run/run-machine.ts";
import type { RunRecord } from "../storage/record-values.ts";

/** What a sweeper works with. */
export interface SweeperOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  /** Ends a run whose time is up, or that is to be cancelled, where nobody else is at it. */
  readonly settle: (tenant: string, runId: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How far ahead of their time the first sweep takes runs, in milliseconds. */
  readonly lookAheadMs: number;
}

/** How many due runs are looked at in one sweep. */
const sweepLimit = 100;

/** How soon after a sweep that left work undone, or failed, the next one comes, in milliseconds. */
const restMs = 1_000;

/** How long a sweeper sleeps at most, in milliseconds: a commit of unknown outcome may have left work that nobody noticed. */
const longestSleepMs = 60_000;

/** The same on a storage with other writers, in milliseconds. */
const sharedSleepMs = 5_000;

/**
 * Rings for every run whose time has come: whose doorbell was lost, whose owner is gone, or whose expiry is near. It sleeps
 * until the earliest such time, by one timer for the whole runtime that never keeps the process alive.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  #cancel: (() => void) | null = null;
  #wakesAt = Number.POSITIVE_INFINITY;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;
  #aheadMs: number;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#aheadMs = options.lookAheadMs;
  }

  /** Looks for runs that an earlier process left behind. */
  start(): void {
    this.notice(this.#options.clock.now());
  }

  /** A record becomes due then; null: never. */
  notice(at: number | null): void {
    if (this.#stopped || at === null || at >= this.#wakesAt) return;
    this.#cancel?.();
    this.#wakesAt = at;
    const { clock } = this.#options;
    this.#cancel = clock.setTimer(at - clock.now(), () => this.#wake(), true);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#sweeping;
  }

  #wake(): void {
    this.#cancel = null;
    this.#wakesAt = Number.POSITIVE_INFINITY;
    this.#sweeping = this.#sweep().catch((error: unknown) => this.#fault(error));
  }

  async #sweep(): Promise<void> {
    const { storage, clock } = this.#options;
    const now = clock.now();
    const due = await storage.due({ kind: "run", at: now + this.#aheadMs, limit: sweepLimit });
    this.#aheadMs = 0;
    // One run that cannot be read or written must not keep the others waiting.
    for (const record of due) {
      if (this.#stopped) return;
      await this.#call(record).catch((error: unknown) => this.#fault(error));
    }
    if (due.length === sweepLimit) this.notice(clock.now());
    this.notice(now + (storage.capabilities.shared ? sharedSleepMs : longestSleepMs));
    const [next] = await storage.due({ kind: "run", at: Number.MAX_SAFE_INTEGER, limit: 1 });
    if (next?.dueAt != null) this.notice(next.dueAt > now ? next.dueAt : now + restMs);
  }

  async #call(record: StorageRecord): Promise<void> {
    const { storage, clock, dispatcher, settle } = this.#options;
    const { tenant, id, parent, version } = record;
    await settle(tenant, id);
    const dueAt = lookAgainAt(record.value as RunRecord, clock.now());
    const postponed: StorageRecord = { ...record, version: version + 1, dueAt };
    try {
      // Due runs take turns, so that many which must wait hide none that need not.
      await storage.commit(tenant, [{ type: "update", record: postponed }]);
    } catch (error) {
      // Somebody wrote the run, and with it when it is due.
      if (!(error instanceof StorageConflictError)) throw error;
    }
    await dispatcher.ring({ tenant, threadId: parent });
  }

  #fault(error: unknown): void {
    if (this.#stopped) return;
    const { clock, onError } = this.#options;
    onError(error);
    this.notice(clock.now() + restMs);
  }
}
