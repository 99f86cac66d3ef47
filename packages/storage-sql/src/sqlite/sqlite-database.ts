/**
 * A connection to SQLite, as this storage uses it: a `DatabaseSync` of `node:sqlite`, a `Database` of `libsql` or of
 * `better-sqlite3`, or anything else with these methods.
 */
export interface SqliteDatabase {
  /** Whether a transaction is open, where `node:sqlite` tells. */
  readonly isTransaction?: boolean;

  /** The same, as the other libraries call it. */
  readonly inTransaction?: boolean;

  /**
   * Compiles a statement, which the storage keeps and runs again and again.
   *
   * @param sql - one statement
   * @returns the statement
   */
  prepare(sql: string): SqliteStatement;

  /**
   * Runs statements without values.
   *
   * @param sql - the statements
   */
  exec(sql: string): unknown;

  /** Closes the connection. The storage calls it for connections that it opened itself, never for one of yours. */
  close(): unknown;
}

/** A compiled statement of a {@link SqliteDatabase}. */
export interface SqliteStatement {
  /**
   * Runs a statement that answers with rows.
   *
   * @param values - the values for its placeholders
   * @returns the rows, each an object by column names
   */
  all(...values: SqliteValue[]): unknown[];

  /**
   * Runs a statement that changes rows.
   *
   * @param values - the values for its placeholders
   * @returns how many rows it changed
   */
  run(...values: SqliteValue[]): SqliteChanges;
}

/** What a statement of a {@link SqliteDatabase} did. */
export interface SqliteChanges {
  /** How many rows it changed. */
  readonly changes: number | bigint;
}

/** What is bound to a placeholder; bytes come as a `Buffer`. */
export type SqliteValue = string | number | null | Uint8Array;
