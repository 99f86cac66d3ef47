import type { Clock } from "@inhouse/contracts";
import type { Interpreter } from "./interpreter.ts";

/** How a spare interpreter is kept. */
export interface SpareInterpreterOptions {
  readonly clock: Clock;
  /** After how many milliseconds in which nobody needs it the spare ends. */
  readonly idleMs: number;
  readonly start: () => Promise<Interpreter>;
}

/** At most one started interpreter that waits for the next new session. */
export class SpareInterpreter {
  readonly #options: SpareInterpreterOptions;
  #spare: Promise<Interpreter> | null = null;
  #cancelIdle: () => void = () => {};

  /** @param options - how it is started, and how long it waits */
  constructor(options: SpareInterpreterOptions) {
    this.#options = options;
  }

  /** @returns the interpreter that waits, once it has started; one is started if none waits */
  prepare(): Promise<Interpreter> {
    this.#spare ??= this.#start();
    this.stayAwhile();
    return this.#spare;
  }

  /** Counts the time anew after which the spare ends. */
  stayAwhile(): void {
    this.#cancelIdle();
    if (this.#spare === null) return;
    const { clock, idleMs } = this.#options;
    this.#cancelIdle = clock.setTimer(idleMs, () => void this.close(), true);
  }

  /** @returns the interpreter that waited, which waits no more, or undefined if there is none that works */
  async take(): Promise<Interpreter | undefined> {
    const spare = this.#spare;
    this.#spare = null;
    this.#cancelIdle();
    const ready = await spare?.catch(() => undefined);
    return ready?.alive === true ? ready : undefined;
  }

  /** Ends the interpreter that waits. */
  async close(): Promise<void> {
    await (await this.take())?.terminate("closed");
  }

  #start(): Promise<Interpreter> {
    const spare = this.#options.start();
    // The next new session starts its own and tells what is wrong.
    spare.catch(() => {
      if (this.#spare === spare) this.#spare = null;
    });
    return spare;
  }
}
