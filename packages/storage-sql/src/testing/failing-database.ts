import type { SqliteDatabase, SqliteStatement } from "../sqlite/sqlite-database.ts";
import { FailingSteps } from "./failing-steps.ts";

/** A connection to SQLite whose statements can be counted, and made to fail. */
export class FailingDatabase implements SqliteDatabase {
  readonly steps = new FailingSteps();
  readonly #inner: SqliteDatabase;

  constructor(inner: SqliteDatabase) {
    this.#inner = inner;
  }

  get isTransaction(): boolean {
    return this.#inner.isTransaction ?? this.#inner.inTransaction ?? false;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#inner.prepare(sql);
    return {
      all: (...values) => this.#step(() => statement.all(...values)),
      run: (...values) => this.#step(() => statement.run(...values)),
    };
  }

  exec(sql: string): void {
    this.#step(() => this.#inner.exec(sql));
  }

  close(): void {
    this.#inner.close();
  }

  #step<Result>(work: () => Result): Result {
    const fault = this.steps.next();
    if (fault === "before") throw new Error("The statement was not run.");
    const result = work();
    if (fault === "after") throw new Error("The statement was run, and failed all the same.");
    return result;
  }
}
