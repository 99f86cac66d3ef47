import type { Clock } from "@inhouse/contracts";

/** Calls back when nothing happened for a while. It never keeps the process alive. */
export class IdleTimer {
  readonly #clock: Clock;
  readonly #milliseconds: number;
  readonly #callback: () => void;
  #cancel: (() => void) | undefined;
  #touchedAgain = false;

  constructor(clock: Clock, milliseconds: number, callback: () => void) {
    this.#clock = clock;
    this.#milliseconds = milliseconds;
    this.#callback = callback;
  }

  /** Something happened. */
  touch(): void {
    if (this.#cancel === undefined) this.#start();
    else this.#touchedAgain = true;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** One timer for a while of touches, not one for each. */
  #start(): void {
    this.#touchedAgain = false;
    this.#cancel = this.#clock.setTimer(this.#milliseconds, () => this.#fire(), true);
  }

  #fire(): void {
    this.#cancel = undefined;
    if (this.#touchedAgain) this.#start();
    else this.#callback();
  }
}
