import type { Clock } from "@inhouse/contracts";

/** A time limit that stands still while what it limits waits for others. */
export class TimeLimit {
  readonly #clock: Clock;
  readonly #onLate: () => void;
  #leftMs: number;
  #since = 0;
  #cancel: (() => void) | null = null;

  /** @param onLate - called once when the time is up */
  constructor(clock: Clock, milliseconds: number, onLate: () => void) {
    this.#clock = clock;
    this.#leftMs = milliseconds;
    this.#onLate = onLate;
    this.run();
  }

  /** The time goes on; nothing happens if it does already. */
  run(): void {
    if (this.#cancel !== null) return;
    this.#since = this.#clock.now();
    this.#cancel = this.#clock.setTimer(Math.max(0, this.#leftMs), this.#onLate);
  }

  /** The time stands still, also for good. */
  stop(): void {
    if (this.#cancel === null) return;
    this.#cancel();
    this.#cancel = null;
    this.#leftMs -= this.#clock.now() - this.#since;
  }
}
