/** How many reads are answered before everything else in the process gets its turn: a few milliseconds of work. */
const readsPerTurn = 40;

/**
 * Reads block the process, and resolve at once: whoever awaits one after the other would let no timer, no socket and no
 * other commit through. So now and then one waits for the next turn of the event loop.
 */
export class ReadTurns {
  #reads = 0;
  #next: Promise<void> = Promise.resolve();

  /** Resolves when a read may be done. */
  async take(): Promise<void> {
    while (this.#reads >= readsPerTurn) await this.#next;
    if (this.#reads++ > 0) return;
    this.#next = new Promise((resolve) => {
      setImmediate(() => {
        this.#reads = 0;
        resolve();
      });
    });
  }
}
