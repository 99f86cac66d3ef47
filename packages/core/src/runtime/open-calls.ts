import { RuntimeClosedError } from "@inhouse/contracts";

/** The calls that callers have made and that have no answer yet, so that a runtime is closed under none of them. */
export class OpenCalls {
  readonly #ready: () => Promise<void> | null;
  readonly #ending = new AbortController();
  readonly #allAnswered = Promise.withResolvers<void>();
  #running = 0;
  #refusing = false;

  /** @param ready - says what a call has to wait for; null: nothing */
  constructor(ready: () => Promise<void> | null) {
    this.#ready = ready;
  }

  /** Aborts, with a RuntimeClosedError, when those who wait must not wait any longer. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /**
   * @param work - a call that begins now
   * @throws RuntimeClosedError if the runtime takes no more calls
   */
  async begin<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    if (this.#refusing) throw new RuntimeClosedError();
    const ready = this.#ready();
    // A call that needs not wait looks at its input before the caller can change it.
    return this.goOn(ready === null ? work : () => ready.then(work));
  }

  /**
   * @param work - the next part of a call that began before
   * @throws RuntimeClosedError if the runtime is closed
   */
  async goOn<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    this.signal.throwIfAborted();
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      if (this.#running === 0 && this.signal.aborted) this.#allAnswered.resolve();
    }
  }

  /** Takes no more calls. Those that began go on. */
  refuse(): void {
    this.#refusing = true;
  }

  /** Ends all waiting. @returns when every call has its answer */
  async end(): Promise<void> {
    this.#ending.abort(new RuntimeClosedError());
    if (this.#running > 0) await this.#allAnswered.promise;
  }
}
