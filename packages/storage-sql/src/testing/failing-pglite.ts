import type { PgliteDatabase, PgliteQueries } from "../postgres/pglite-database.ts";
import { FailingSteps } from "./failing-steps.ts";

type Answer = Awaited<ReturnType<PgliteQueries["query"]>>;

/** A PGlite database whose statements can be made to fail, those that begin and end transactions aside. */
export class FailingPglite implements PgliteDatabase {
  readonly steps = new FailingSteps();
  readonly #inner: PgliteDatabase;

  constructor(inner: PgliteDatabase) {
    this.#inner = inner;
  }

  get dataDir(): string | undefined {
    return this.#inner.dataDir;
  }

  query(text: string, values?: unknown[]): Promise<Answer> {
    return this.#failing(this.#inner).query(text, values);
  }

  exec(text: string): Promise<unknown> {
    return this.#failing(this.#inner).exec(text);
  }

  transaction<Result>(work: (queries: PgliteQueries) => Promise<Result>): Promise<Result> {
    return this.#inner.transaction((queries) => work(this.#failing(queries)));
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #failing(inner: PgliteQueries): PgliteQueries {
    return {
      query: (text, values) => this.#step(() => inner.query(text, values)),
      exec: (text) => this.#step(() => inner.exec(text)),
    };
  }

  async #step<Result>(work: () => Promise<Result>): Promise<Result> {
    const fault = this.steps.next();
    if (fault === "before") throw new Error("The statement was not run.");
    const result = await work();
    if (fault === "after") throw new Error("The statement was run, and failed all the same.");
    return result;
  }
}
