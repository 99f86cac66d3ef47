/**
 * Tells readers in this process that something about a run changed. It carries nothing: whoever is woken looks for himself,
 * so a reader that is slow, late or gone costs no memory.
 */
export class RunSignals {
  readonly #listeners = new Map<string, Set<() => void>>();

  /** How many runs somebody waits for. */
  get size(): number {
    return this.#listeners.size;
  }

  /** Wakes everybody who waits for this run. */
  notify(runId: string): void {
    const listeners = this.#listeners.get(runId);
    if (listeners === undefined) return;
    for (const listener of [...listeners]) listener();
  }

  /** Wakes everybody. */
  notifyAll(): void {
    for (const runId of [...this.#listeners.keys()]) this.notify(runId);
  }

  /** @returns ends the subscription */
  subscribe(runId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(runId) ?? new Set();
    this.#listeners.set(runId, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(runId) === listeners) {
        this.#listeners.delete(runId);
      }
    };
  }
}
