import type { Clock, StorageChange } from "@inhouse/contracts";

type Listener = (change: StorageChange) => void;

const anything: StorageChange = { tenant: null, partition: null };

/**
 * Notices what other connections committed, by asking again and again while somebody watches. When it begins it says that
 * anything may have changed: what was committed before it asked for the first time is missed.
 */
export class DataVersionWatch {
  readonly #clock: Clock;
  readonly #milliseconds: number;
  readonly #read: () => Promise<number>;
  readonly #listeners = new Set<Listener>();
  #stopTimer: (() => void) | undefined;
  #known: number | undefined;

  /**
   * @param clock - for the pauses; a process may end in one
   * @param milliseconds - how long to pause
   * @param read - reads a number that changes when another connection committed
   */
  constructor(clock: Clock, milliseconds: number, read: () => Promise<number>) {
    this.#clock = clock;
    this.#milliseconds = milliseconds;
    this.#read = read;
  }

  /** @returns ends the watch */
  watch(listener: Listener): () => void {
    // A function of its own: one listener may watch twice.
    const own: Listener = (change) => listener(change);
    this.#listeners.add(own);
    if (this.#listeners.size === 1) void this.#look();
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    this.#listeners.clear();
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#known = undefined;
  }

  async #look(): Promise<void> {
    // A database that cannot be read now may be read later; whoever uses it is told why.
    const found = await this.#read().catch(() => this.#known);
    if (this.#listeners.size === 0) return;
    const isChanged = found !== this.#known;
    this.#known = found;
    this.#stopTimer?.();
    this.#stopTimer = this.#clock.setTimer(this.#milliseconds, () => void this.#look(), true);
    if (!isChanged) return;
    for (const listener of [...this.#listeners]) listener(anything);
  }
}
