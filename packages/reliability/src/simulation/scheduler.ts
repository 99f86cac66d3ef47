import { createHash } from "node:crypto";
import type { SeededRandom } from "@inhouse/testing";

/** Whoever waits for the scheduler. What is dead waits for ever; what is paused waits until its pause is over. */
export interface Sleeper {
  /** Its name in traces. */
  readonly name: string;
  /** Whether nothing that it does has any effect any more. */
  isDead: boolean;
  /** Until when it does nothing, in milliseconds of the simulation. */
  pausedUntil: number;
}

/** How much time passes at most at once while somebody could go on, in milliseconds. */
const longestCallMs = 10_000;

interface Waiter {
  readonly sleeper: Sleeper;
  readonly label: string;
  readonly at: number;
  readonly go: () => void;
}

/** When simulations begin, in epoch milliseconds. */
const begun = 1_700_000_000_000;

/**
 * Decides by a seed who goes on next: every call of a port and every timer waits here, one is let go at a time, and only when
 * nothing is left to do does time pass. The same seed makes the same history.
 */
export class Scheduler {
  readonly #random: SeededRandom;
  #impatience: number;
  readonly #hash = createHash("sha256");
  readonly #calls: Waiter[] = [];
  readonly #timers: Waiter[] = [];
  #now = begun;
  /** How many were let go. */
  steps = 0;
  /** Hears of everything that happens, for a person to read. */
  onTrace: ((line: string) => void) | null = null;

  /**
   * @param random - decides
   * @param impatience - how often a timer fires although somebody could go on, from 0 to 1
   */
  constructor(random: SeededRandom, impatience: number) {
    this.#random = random;
    this.#impatience = impatience;
  }

  /** The time, in epoch milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** A text that stands for everything that happened until now. */
  digest(): string {
    return this.#hash.copy().digest("hex").slice(0, 16);
  }

  /** From now on, time passes only when nothing is left to do. */
  calm(): void {
    this.#impatience = 0;
  }

  /** Notes that something happened. */
  trace(line: string): void {
    const text = `${this.#now - begun} ${line}`;
    this.#hash.update(text);
    this.onTrace?.(text);
  }

  /** Waits for its turn. */
  pass(sleeper: Sleeper, label: string, afterMs = 0): Promise<void> {
    return new Promise((resolve) => {
      if (sleeper.isDead) return;
      this.#calls.push({ sleeper, label, at: this.#now + afterMs, go: resolve });
    });
  }

  /** @returns cancels the timer */
  setTimer(sleeper: Sleeper, afterMs: number, callback: () => void): () => void {
    if (sleeper.isDead) return () => undefined;
    const at = this.#now + Math.max(0, afterMs);
    const timer = { sleeper, label: "timer", at, go: callback };
    this.#timers.push(timer);
    return () => remove(this.#timers, timer);
  }

  /** Forgets what somebody waits for, who is dead. */
  bury(sleeper: Sleeper): void {
    sleeper.isDead = true;
    for (const list of [this.#calls, this.#timers]) {
      for (let index = list.length - 1; index >= 0; index--) {
        if (list[index]?.sleeper === sleeper) list.splice(index, 1);
      }
    }
  }

  /**
   * Lets one go, and waits until all that follows from it waits as well.
   *
   * @param until - the time at which to stop, in epoch milliseconds
   * @returns whether there was one before that time
   */
  async step(until: number): Promise<boolean> {
    const next = this.#next();
    if (next === undefined || dueAt(next) > until) {
      this.#now = Math.max(this.#now, until);
      return false;
    }
    remove(this.#calls, next);
    remove(this.#timers, next);
    this.#now = Math.max(this.#now, dueAt(next));
    this.steps++;
    this.trace(`${next.sleeper.name} ${next.label}`);
    next.go();
    await settled();
    return true;
  }

  #next(): Waiter | undefined {
    const ready = this.#calls.filter((call) => dueAt(call) <= this.#now);
    const isImpatient = this.#impatience > 0 && this.#random.chance(this.#impatience);
    if (ready.length === 0) return this.#earliest([...this.#calls, ...this.#timers]);
    const timer = isImpatient ? this.#earliest(this.#timers) : undefined;
    if (timer !== undefined && dueAt(timer) - this.#now <= longestCallMs) return timer;
    return this.#random.pick(ready);
  }

  #earliest(waiters: readonly Waiter[]): Waiter | undefined {
    let first = Number.POSITIVE_INFINITY;
    for (const waiter of waiters) first = Math.min(first, dueAt(waiter));
    const earliest = waiters.filter((waiter) => dueAt(waiter) === first);
    return earliest.length === 0 ? undefined : this.#random.pick(earliest);
  }
}

function dueAt({ at, sleeper }: Waiter): number {
  return Math.max(at, sleeper.pausedUntil);
}

function remove(list: Waiter[], waiter: Waiter): void {
  const index = list.indexOf(waiter);
  if (index !== -1) list.splice(index, 1);
}

/** All ports wait for the scheduler, so that one turn of the event loop brings everything else to rest. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
