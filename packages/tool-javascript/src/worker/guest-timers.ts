/** How the timers of one execution are kept. */
export interface GuestTimersOptions {
  /** The code's time at its start, in epoch milliseconds. */
  readonly startTime: number;
  /** Whether the code's time moves with its timers alone. */
  readonly virtualClock: boolean;
  /** Called with a timer's id and its time. */
  readonly fired: (text: string) => void;
}

const maxTimers = 10_000;

/** The clock and the timers of one execution. While the code waits for a timer, the worker only waits too. */
export class GuestTimers {
  readonly #options: GuestTimersOptions;
  readonly #startedAt = performance.now();
  readonly #due = new Map<number, number>();
  #virtualNow: number;
  #timeout: NodeJS.Timeout | undefined;

  constructor(options: GuestTimersOptions) {
    this.#options = options;
    this.#virtualNow = options.startTime;
  }

  /** How many timers wait. */
  get size(): number {
    return this.#due.size;
  }

  /** The code's time, in epoch milliseconds. */
  now(): number {
    if (this.#options.virtualClock) return this.#virtualNow;
    return this.#options.startTime + Math.floor(performance.now() - this.#startedAt);
  }

  /** @param text - the id and the delay in milliseconds */
  add(text: string): void {
    const [id = 0, delay = 0] = text.split(" ").map(Number);
    if (this.#due.size < maxTimers) this.#due.set(id, this.now() + delay);
  }

  /** @param id - the timer to forget */
  remove(id: number): void {
    this.#due.delete(id);
  }

  /**
   * Waits for the next timer from now on.
   *
   * @param callsWait - whether calls of the code are under way. Where time is virtual it stands still then: whether a timer or
   *   an answer is first must not depend on how long the call takes, or the same answers would not lead to the same end
   */
  wait(callsWait: boolean): void {
    clearTimeout(this.#timeout);
    if (this.#due.size === 0 || (callsWait && this.#options.virtualClock)) return;
    let next: readonly [number, number] | undefined;
    for (const entry of this.#due) {
      if (next === undefined || entry[1] < next[1]) next = entry;
    }
    if (next === undefined) return;
    const [id, due] = next;
    this.#timeout = setTimeout(() => this.#fire(id, due), Math.max(0, due - this.now()));
  }

  /** Forgets all. */
  clear(): void {
    clearTimeout(this.#timeout);
    this.#due.clear();
  }

  #fire(id: number, due: number): void {
    this.#due.delete(id);
    this.#virtualNow = Math.max(this.#virtualNow, due);
    this.#options.fired(`${id} ${this.now()}`);
  }
}
