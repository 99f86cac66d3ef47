import type { Clock, StorageChange } from "@inhouse/contracts";
import { changeMessages } from "./change-message.ts";

/** How many milliseconds of commits are announced together. */
const pause = 10;

/** How many places are announced by name at once. */
const mostPlaces = 1000;

/**
 * Announces what was committed, some of it at a time and behind the commits: a notification inside a transaction makes
 * all transactions of the server wait for each other.
 */
export class ChangeAnnouncer {
  readonly #clock: Clock;
  readonly #from: string;
  readonly #send: (messages: readonly string[]) => Promise<unknown>;
  #places = new Map<string, StorageChange>();
  #stopTimer: (() => void) | undefined;
  #sending: Promise<unknown> = Promise.resolve();

  /**
   * @param clock - for the pauses
   * @param from - which storage it announces for
   * @param send - sends messages; what fails is lost, as announcements may be
   */
  constructor(clock: Clock, from: string, send: (messages: readonly string[]) => Promise<unknown>) {
    this.#clock = clock;
    this.#from = from;
    this.#send = send;
  }

  announce(tenant: string, partitions: Iterable<string | null>): void {
    for (const partition of partitions) {
      this.#places.set(JSON.stringify([tenant, partition]), { tenant, partition });
    }
    if (this.#places.size > mostPlaces) {
      this.#places = new Map([["", { tenant: null, partition: null }]]);
    }
    if (this.#places.size === 0) return;
    this.#stopTimer ??= this.#clock.setTimer(pause, () => void this.flush(), true);
  }

  /** Announces what is left, and resolves when it is sent or lost. */
  flush(): Promise<unknown> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const changes = [...this.#places.values()];
    this.#places.clear();
    if (changes.length > 0) {
      const messages = changeMessages(this.#from, changes);
      this.#sending = this.#sending.then(() => this.#send(messages)).catch(() => {});
    }
    return this.#sending;
  }
}
