import type { Clock } from "@inhouse/contracts";
import type { JavaScriptLimits } from "../limits.ts";

type State = "starting" | "running" | "waiting";

/** However busy the machine is. */
const startAllowanceMs = 60_000;

/**
 * Counts the time of one run: that in which its machine is made, that in which the code runs, and that in which it only waits
 * for the host, each bounded.
 */
export class RunTime {
  readonly #clock: Clock;
  readonly #left: Record<State, number>;
  readonly #over: (reason: "timeout" | "waited") => void;
  #state: State = "starting";
  #since: number;
  #cancel: () => void = () => {};

  /**
   * @param clock - the time
   * @param limits - the bounds
   * @param over - called when one of them is reached
   */
  constructor(
    clock: Clock,
    limits: JavaScriptLimits,
    over: (reason: "timeout" | "waited") => void,
  ) {
    this.#clock = clock;
    this.#left = {
      starting: startAllowanceMs,
      running: limits.wallTimeMs,
      waiting: limits.waitTimeMs,
    };
    this.#over = over;
    this.#since = clock.now();
    this.#arm();
  }

  /** @param state - what the code does from now on */
  enter(state: "running" | "waiting"): void {
    if (state === this.#state) return;
    const now = this.#clock.now();
    this.#left[this.#state] -= Math.max(0, now - this.#since);
    this.#since = now;
    this.#state = state;
    this.#arm();
  }

  /** Ends the counting. */
  stop(): void {
    this.#cancel();
  }

  #arm(): void {
    this.#cancel();
    const state = this.#state;
    this.#cancel = this.#clock.setTimer(Math.max(0, this.#left[state]), () =>
      this.#over(state === "waiting" ? "waited" : "timeout"),
    );
  }
}
