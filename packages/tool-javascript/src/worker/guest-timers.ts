/** The timers of one execution. They are timers of the worker, so that nothing runs while the code waits. */
export class GuestTimers {
  readonly #fired: (text: string) => void;
  readonly #timers = new Map<number, NodeJS.Timeout>();
  readonly #start: number;
  readonly #due = new Map<number, number>();
  #now: number;

  /**
   * @param start - the code's time at its start, in epoch milliseconds
   * @param fired - called with a timer's id and its time
   */
  constructor(start: number, fired: (text: string) => void) {
    this.#start = start;
    this.#now = start;
    this.#fired = fired;
  }

  /** How many wait. */
  get size(): number {
    return this.#timers.size;
  }

  /** @param text - the id and the delay in milliseconds */
  add(text: string): void {
    const [id = 0, delay = 0] = text.split(" ").map(Number);
    if (this.#timers.size >= 10_000) return;
    this.#due.set(id, this.#now + delay);
    this.#timers.set(
      id,
      setTimeout(() => this.#fire(id), delay),
    );
  }

  /** @param id - the timer to forget */
  remove(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#due.delete(id);
  }

  /** Forgets all. */
  clear(): void {
    for (const id of [...this.#timers.keys()]) this.remove(id);
  }

  #fire(id: number): void {
    const due = this.#due.get(id) ?? this.#start;
    this.remove(id);
    this.#now = Math.max(this.#now, due);
    this.#fired(`${id} ${this.#now}`);
  }
}
