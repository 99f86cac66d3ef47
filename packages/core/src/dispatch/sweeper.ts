import type { Dispatcher, Storage, StorageRecord } from "@inhouse/contracts";
import { lookAgainAt } from "../run/run-machine.ts";
import type { StorageClock } from "../scope/storage-clock.ts";
import type { RunRecord } from "../storage/record-values.ts";

/** What a sweeper works with. */
export interface SweeperOptions {
  readonly storage: Storage;
  readonly clock: StorageClock;
  readonly dispatcher: Dispatcher;
  /** Ends a run whose time is up, or that is to be cancelled, where nobody else is at it. */
  readonly settle: (tenant: string, runId: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** How far ahead of their time the first sweep takes runs, in milliseconds. */
  readonly lookAheadMs: number;
}

/** How many runs are looked at in one sweep beside those that were looked at a moment ago. */
const sweepLimit = 100;

/** How soon after a fault the next sweep comes, in milliseconds. */
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
  /**
   * The due runs that were rung for, and until when they are left alone: many that must wait hide none that need not. That
   * is not written with the runs, for a process that has no time for them would hide them from one that has.
   */
  #resting = new Map<string, number>();

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
    await clock.adjust();
    const now = clock.now();
    const limit = sweepLimit + this.#resting.size;
    const runs = await storage.due({ kind: "run", at: Number.MAX_SAFE_INTEGER, limit });
    const horizon = now + this.#aheadMs;
    const due = runs.filter((record) => record.dueAt !== null && record.dueAt <= horizon);
    this.#aheadMs = 0;
    await this.#callDue(due, now);
    this.notice(now + (storage.capabilities.shared ? sharedSleepMs : longestSleepMs));
    this.notice(runs[due.length]?.dueAt ?? null);
    this.notice(due.length === limit ? now : Math.min(...this.#resting.values()));
  }

  async #callDue(due: readonly StorageRecord[], now: number): Promise<void> {
    const before = this.#resting;
    this.#resting = new Map();
    for (const record of due) {
      if (this.#stopped) return;
      // Whoever writes the run ends its rest.
      const key = `${record.tenant} ${record.id} ${record.version}`;
      const until = before.get(key) ?? now;
      this.#resting.set(key, until > now ? until : lookAgainAt(record.value as RunRecord, now));
      if (until > now) continue;
      // One run that cannot be read or written must not keep the others waiting.
      await this.#call(record).catch((error: unknown) => {
        this.#resting.delete(key);
        this.#fault(error);
      });
    }
  }

  async #call({ tenant, id, parent }: StorageRecord): Promise<void> {
    const { dispatcher, settle } = this.#options;
    await settle(tenant, id);
    await dispatcher.ring({ tenant, threadId: parent });
  }

  #fault(error: unknown): void {
    if (this.#stopped) return;
    const { clock, onError } = this.#options;
    onError(error);
    this.notice(clock.now() + restMs);
  }
}
