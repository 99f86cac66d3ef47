/** Holds a scripted model up at its delays, until a test lets it go on. */
export class Gates {
  readonly #waiting: (() => void)[] = [];
  #free = 0;

  /** What the model sleeps with. */
  readonly sleep = (): Promise<void> => {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  };

  /** Lets the model go on at one delay, where it is or where it will be. */
  open(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
