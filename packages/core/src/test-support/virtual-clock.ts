import type { Clock } from "@inhouse/contracts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets everything happen that needs no time. */
export async function quiet(rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** Waits, without any time passing on virtual clocks, until something is so. */
export async function eventually(isSo: () => boolean, what = "it"): Promise<void> {
  for (let round = 0; round < 5_000; round++) {
    if (isSo()) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  throw new Error(`Nothing happens any more, and ${what} is not so.`);
}

/** Time that passes when the test says so. */
export class VirtualClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  setTimer(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How far off the timers are, in milliseconds, the next first. */
  get pending(): readonly number[] {
    return [...this.#timers].map((timer) => timer.at - this.#now).sort((a, b) => a - b);
  }

  /** Lets time pass, and every timer fire at its time. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await quiet();
    while (this.#fireNext(end)) await quiet();
    this.#now = end;
    await quiet();
  }

  /** Lets so much time pass as a result needs. */
  async until<Result>(work: Promise<Result>, limitMs = 3_600_000): Promise<Result> {
    let isDone = false;
    const done = (): void => {
      isDone = true;
    };
    work.then(done, done);
    const end = this.#now + limitMs;
    await quiet();
    while (!isDone && this.#fireNext(end)) await quiet();
    if (!isDone) throw new Error("No timer is left that could bring the result.");
    return work;
  }

  #fireNext(end: number): boolean {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at);
    if (next === undefined || next.at > end) return false;
    this.#timers.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.callback();
    return true;
  }
}
