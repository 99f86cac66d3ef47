/** Time, as the runtime sees it. A simulation passes its own. */
export interface Clock {
  /** @returns the time in epoch milliseconds */
  now(): number;

  /**
   * Calls back once.
   *
   * @param milliseconds - how long from now; 0 or less: as soon as possible, never synchronously
   * @param callback - what to call
   * @param background - whether the process may end while the timer still runs; absent: it is kept alive
   * @returns cancels the timer; calling it again, or after the timer fired, does nothing
   */
  setTimer(milliseconds: number, callback: () => void, background?: boolean): () => void;
}
