import type { Clock, Dispatcher, Storage } from "@inhouse/contracts";

/** What a sweeper works with. */
export interface SweeperOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  /** Ends a run whose time is up, or that is to be cancelled, where nobody else is at it. */
  readonly settle: (tenant: string, runId: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** How many due runs are looked at in one sweep. */
const sweepLimit = 100;

/** How soon after a sweep that found work the next one comes, in milliseconds: overdue runs are rung for until they move. */
const restMs = 2_000;

/** How long a sweeper of a storage with other writers sleeps at most, in milliseconds. */
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

  constructor(options: SweeperOptions) {
    this.#options = options;
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
    this.#sweeping = this.#sweep().catch((error: unknown) => {
      if (this.#stopped) return;
      this.#options.onError(error);
      this.notice(this.#options.clock.now() + restMs);
    });
  }

  async #sweep(): Promise<void> {
    const { storage, clock, dispatcher, settle } = this.#options;
    const now = clock.now();
    const due = await storage.due({ kind: "run", at: now, limit: sweepLimit });
    for (const record of due) {
      await settle(record.tenant, record.id);
      await dispatcher.ring({ tenant: record.tenant, threadId: record.parent });
    }
    if (due.length > 0) this.notice(now + restMs);
    if (storage.capabilities.shared) this.notice(now + sharedSleepMs);
    const [next] = await storage.due({ kind: "run", at: Number.MAX_SAFE_INTEGER, limit: 1 });
    if (next?.dueAt != null && next.dueAt > now) this.notice(next.dueAt);
  }
}
