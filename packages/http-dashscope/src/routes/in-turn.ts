/** Does work about one thing at a time: what reads an object, and writes it as it then should be, must not meet its like. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  /**
   * @param key - what the work is about
   * @param work - what to do, when all earlier work about it is done or has failed
   * @returns what the work returns
   */
  async do<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    this.#last.set(key, result);
    try {
      return await result;
    } finally {
      if (this.#last.get(key) === result) this.#last.delete(key);
    }
  }
}
