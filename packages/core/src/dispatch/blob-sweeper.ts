import type { Clock, Storage } from "@inhouse/contracts";

/** What a blob sweeper works with. */
export interface BlobSweeperOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Carries out a removal that is due. */
  readonly remove: (tenant: string, id: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** How many removals are looked at in one sweep. */
const sweepLimit = 100;

/** How long it sleeps between two sweeps, in milliseconds. */
const sleepMs = 600_000;

/**
 * Removes what processes that died have left behind: the bytes of files that they deleted, or did not live to keep, and files
 * that tools made on a thread while it was deleted. Its one timer never keeps the process alive.
 */
export class BlobSweeper {
  readonly #options: BlobSweeperOptions;
  #cancel: () => void = () => undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: BlobSweeperOptions) {
    this.#options = options;
  }

  /** Begins behind all that is more urgent at a start. */
  start(): void {
    this.#wakeIn(1_000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#sweeping;
  }

  #wakeIn(milliseconds: number): void {
    if (this.#stopped) return;
    const wake = (): void => {
      this.#sweeping = this.#sweep();
    };
    this.#cancel = this.#options.clock.setTimer(milliseconds, wake, true);
  }

  async #sweep(): Promise<void> {
    const { storage, clock, remove, onError } = this.#options;
    let removed = 0;
    try {
      const query = { kind: "blob_removal", at: clock.now(), limit: sweepLimit } as const;
      for (const { tenant, id } of await storage.due(query)) {
        if (this.#stopped) return;
        // What cannot be removed now stays due, and must not keep the others waiting.
        const isRemoved = await remove(tenant, id).then(() => true, onError);
        if (isRemoved === true) removed++;
      }
    } catch (error) {
      onError(error);
    }
    this.#wakeIn(removed === sweepLimit ? 0 : sleepMs);
  }
}
