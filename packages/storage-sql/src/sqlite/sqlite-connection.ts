import { StorageError } from "@inhouse/contracts";
import type { SlotValues, Statement } from "../queries/statement.ts";
import { bind } from "../queries/statement.ts";
import type { StoredRow } from "../tables/record-row.ts";
import type { SqliteDatabase, SqliteStatement, SqliteValue } from "./sqlite-database.ts";

/** Runs statements on one database, and keeps each compiled. Every call blocks until SQLite is done. */
export class SqliteConnection {
  readonly #database: SqliteDatabase;
  readonly #prepared = new Map<string, SqliteStatement>();
  /** Whether a transaction was begun here and not ended. */
  #isBegun = false;

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

  /** Runs statements without values and without rows. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /**
   * Takes the write lock at once: a transaction that takes it later fails where others wrote in between.
   *
   * @throws StorageError if a transaction of somebody else's is open on this connection
   */
  begin(): void {
    // One that could not be ended before is ended now.
    if (this.#isBegun) this.rollback();
    if (this.#isInTransaction()) {
      throw new StorageError(
        "A transaction of yours is open on this connection. End it without waiting for anything, or give the storage a connection of its own. Nothing was written.",
        "no",
      );
    }
    this.#isBegun = true;
    try {
      this.#database.exec("begin immediate");
    } catch (error) {
      this.#isBegun = this.#isInTransaction();
      if (this.#isBegun) this.rollback();
      throw error;
    }
  }

  commit(): void {
    this.#database.exec("commit");
    this.#isBegun = false;
  }

  rollback(): void {
    try {
      this.#database.exec("rollback");
      this.#isBegun = false;
    } catch (error) {
      this.#isBegun = this.#isInTransaction();
      throw error;
    }
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #isInTransaction(): boolean {
    return this.#database.isTransaction ?? this.#database.inTransaction ?? false;
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
