import { InvalidInputError } from "@inhouse/contracts";
import type { Executor } from "../executor.ts";

/** The top level of a module has nothing to do but to define the function. */
const maxTopLevelMs = 1_000;
const remembered = 500;

const never: AbortSignal = new AbortController().signal;

/** Reads sources once, before they are stored. A run that is created stores the entries of its assistant again. */
export class SourceChecks {
  readonly #executor: Executor;
  readonly #fit = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param executor - what runs them */
  constructor(executor: Executor) {
    this.#executor = executor;
  }

  /**
   * @param source - a module
   * @throws InvalidInputError if it cannot be read, or has no function as its default export
   */
  async check(source: string): Promise<void> {
    const key = await digestOf(source);
    if (this.#fit.has(key)) return;
    // One after the other: an assistant with many sources that do not end keeps one worker busy, and not all.
    const turn = this.#last.then(() => this.#check(source, key));
    this.#last = turn.catch(() => undefined);
    await turn;
  }

  async #check(source: string, key: string): Promise<void> {
    const { clock } = this.#executor;
    const base = this.#executor.limits({});
    const { error } = await this.#executor.execute({
      mode: "check",
      source,
      input: "null",
      calls: new Map(),
      startTime: clock.now(),
      repeatKey: null,
      limits: { ...base, wallTimeMs: Math.min(base.wallTimeMs, maxTopLevelMs) },
      signal: never,
      onOutput: () => {},
    });
    // What is no fault of the source is told to whoever calls it.
    if (error === null || error.type === "HostFailure" || error.type === "SandboxLost") {
      if (error === null) this.#remember(key);
      return;
    }
    const place = error.line === undefined ? "" : ` (line ${error.line}, column ${error.column})`;
    throw new InvalidInputError({
      param: "source",
      expected: "a JavaScript module whose default export is a function",
      received: `one with an error: ${error.message.slice(0, 500)}${place}`,
    });
  }

  #remember(key: string): void {
    const [oldest] = this.#fit;
    if (this.#fit.size >= remembered && oldest !== undefined) this.#fit.delete(oldest);
    this.#fit.add(key);
  }
}

async function digestOf(source: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(source));
  return Buffer.from(digest).toString("hex");
}
