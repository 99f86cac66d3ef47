import type { Clock } from "@inhouse/contracts";

/** The ends of a request: its whole time, its longest silence, its caller. */
export class Deadline implements Disposable {
  readonly #aborter = new AbortController();
  readonly #clock: Clock;
  readonly #idleMs: number;
  readonly #caller: AbortSignal | undefined;
  readonly #cancelTotal: () => void;
  #cancelIdle: () => void = () => undefined;
  #isOver = false;

  constructor(
    clock: Clock,
    times: { readonly totalMs: number; readonly idleMs: number },
    caller: AbortSignal | undefined,
  ) {
    this.#clock = clock;
    this.#idleMs = times.idleMs;
    this.#caller = caller;
    this.#cancelTotal = clock.setTimer(times.totalMs, this.#expire);
    this.#cancelIdle = clock.setTimer(times.idleMs, this.#expire);
    caller?.addEventListener("abort", this.#leave, { once: true });
    if (caller?.aborted === true) this.#leave();
  }

  /** Aborts at the first of the ends. */
  get signal(): AbortSignal {
    return this.#aborter.signal;
  }

  /** Whether it was time that ended it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Something came: the silence begins anew.
   *
   * @throws the signal's reason if it came too late
   */
  touch(): void {
    this.signal.throwIfAborted();
    this.#cancelIdle();
    this.#cancelIdle = this.#clock.setTimer(this.#idleMs, this.#expire);
  }

  /** Waits for work that may not listen to the signal. What comes of it afterwards is nobody's. */
  async race<T>(work: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const onAbort = (): void => reject(this.signal.reason);
    this.signal.addEventListener("abort", onAbort, { once: true });
    if (this.signal.aborted) onAbort();
    work.catch(() => undefined);
    try {
      return await Promise.race([work, promise]);
    } finally {
      this.signal.removeEventListener("abort", onAbort);
    }
  }

  [Symbol.dispose](): void {
    this.#cancelTotal();
    this.#cancelIdle();
    this.#caller?.removeEventListener("abort", this.#leave);
  }

  readonly #expire = (): void => {
    if (this.signal.aborted) return;
    this.#isOver = true;
    this.#aborter.abort(new Error("The time is up"));
  };

  readonly #leave = (): void => this.#aborter.abort(this.#caller?.reason);
}
