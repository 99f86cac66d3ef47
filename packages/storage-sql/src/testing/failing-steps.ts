/** In what ways a statement can fail: nothing of it happens, or it happens and is reported as failed. */
export const statementFaults: readonly string[] = ["before", "after"];

/** Lets one statement fail, and counts them. */
export class FailingSteps {
  /** How many statements were run. */
  count = 0;
  #left = 0;
  #fault = "";
  #hasFailed = false;

  arm(step: number, fault: string): void {
    this.#left = step;
    this.#fault = fault;
    this.#hasFailed = false;
  }

  disarm(): boolean {
    this.#left = 0;
    return this.#hasFailed;
  }

  /** @returns the fault of this statement; undefined: it has none */
  next(): string | undefined {
    this.count++;
    if (this.#left === 0 || --this.#left > 0) return undefined;
    this.#hasFailed = true;
    return this.#fault;
  }
}
