/** Does one thing after the other. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the work returns, which begins when all earlier work has ended */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}
