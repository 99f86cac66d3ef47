import type { Clock } from "@inhouse/contracts";

/** The time that code may run, which stands still while the code waits for others. */
export class RunClock {
  readonly #clock: Clock;
  readonly #onOver: () => void;
  #leftMs: number;
  #since = 0;
  #cancel: (() => void) | null = null;

  /**
   * @param clock - the clock
   * @param milliseconds - how long the code may run
   * @param onOver - called when it has
   */
  constructor(clock: Clock, milliseconds: number, onOver: () => void) {
    this.#clock = clock;
    this.#leftMs = milliseconds;
    this.#onOver = onOver;
    this.run();
  }

  /** The time goes on; nothing happens if it does already. */
  run(): void {
    if (this.#cancel !== null) return;
    this.#since = this.#clock.now();
    this.#cancel = this.#clock.setTimer(Math.max(0, this.#leftMs), this.#onOver);
  }

  /** The time stands still. */
  stop(): void {
    if (this.#cancel === null) return;
    this.#cancel();
    this.#cancel = null;
    this.#leftMs -= this.#clock.now() - this.#since;
  }
}
