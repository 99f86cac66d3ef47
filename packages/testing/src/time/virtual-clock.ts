import type { Clock } from "@inhouse/contracts";
import { eventually } from "./eventually.ts";
import { quiet } from "./quiet.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** The time at which virtual clocks begin, in epoch milliseconds. */
const beginning = 1_700_000_000_000;

/** How long the work of other threads may take, in milliseconds of real time. */
const otherThreadsMs = 1_000;

/**
 * Time that passes when the test says so, for the option `clock` of a runtime. What a runtime loads on first use takes real
 * time, which virtual time does not wait for: let a run end before, or load it with `await import("ai")`.
 *
 * @example
 * ```ts
 * const clock = new VirtualClock();
 * const inhouse = createRuntime({ models, storage: memoryStorage(), clock });
 * // … a run that waits for its caller …
 * await clock.advance(600_000); // and now it has expired
 * ```
 */
export class VirtualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: number;

  /** @param now - the time it begins at, in epoch milliseconds; absent: 2023-11-14T22:13:20Z */
  constructor(now: number = beginning) {
    this.#now = now;
  }

  /** @returns the time in epoch milliseconds */
  now(): number {
    return this.#now;
  }

  /**
   * Calls back once, when so much time has been let pass.
   *
   * @param milliseconds - how long from now
   * @param callback - what to call
   * @returns cancels the timer
   */
  setTimer(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.ceil(Math.max(0, milliseconds)), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How far off the timers are, in milliseconds, the next first. */
  get pending(): readonly number[] {
    return [...this.#timers].map((timer) => timer.at - this.#now).sort((a, b) => a - b);
  }

  /**
   * Lets time pass, and every timer fire at its time.
   *
   * @param milliseconds - how much
   */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await quiet();
    while (this.#fireNext(end)) await quiet();
    this.#now = end;
    await quiet();
  }

  /**
   * Lets so much time pass as a result needs.
   *
   * @param work - the result
   * @param limitMs - how much at most, in milliseconds; absent: an hour
   * @throws Error if no timer is left that could bring it
   */
  async until<Result>(work: Promise<Result>, limitMs = 3_600_000): Promise<Result> {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    work.then(done, done);
    const end = this.#now + limitMs;
    await quiet();
    while (!isDone) {
      if (!this.#fireNext(end)) {
        // Other threads may be at work for it, without a core for the moment.
        const isMoved = (): boolean => isDone || this.#next(end) !== undefined;
        await eventually(isMoved, "this", otherThreadsMs).catch(() => {
          throw new Error("No timer is left that could bring the result.");
        });
      }
      await quiet();
    }
    return work;
  }

  #next(end: number): Timer | undefined {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    return next === undefined || next.at > end ? undefined : next;
  }

  #fireNext(end: number): boolean {
    const next = this.#next(end);
    if (next === undefined) return false;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.callback();
    return true;
  }
}
