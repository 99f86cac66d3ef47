import type { SlotValues, Statement } from "../queries/statement.ts";
import { bind } from "../queries/statement.ts";
import type { StoredRow } from "../tables/record-row.ts";
import type { SqliteDatabase, SqliteStatement, SqliteValue } from "./sqlite-database.ts";

/** Runs statements on one database, and keeps each compiled. Every call blocks until SQLite is done. */
export class SqliteConnection {
  readonly #database: SqliteDatabase;
  readonly #prepared = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** @returns the rows of a statement that reads */
  all(statement: Statement, values: SlotValues = {}): readonly StoredRow[] {
    const bound = bind(statement, values) as SqliteValue[];
    return this.#statement(statement.sql).all(...bound) as StoredRow[];
  }

  /** @returns how many rows a statement changed */
  run(statement: Statement, values: SlotValues = {}): number {
    const bound = bind(statement, values) as SqliteValue[];
    return Number(this.#statement(statement.sql).run(...bound).changes);
  }

  /** Runs one statement without values and without rows. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #statement(sql: string): SqliteStatement {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}
