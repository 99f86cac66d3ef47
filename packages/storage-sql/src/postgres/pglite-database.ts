import type { QueryRows } from "./postgres-pool.ts";

/** A PGlite database, as this storage uses it. */
export interface PgliteDatabase extends PgliteQueries {
  /** The folder or address where it keeps its data; absent, or `memory://…`: it forgets them. */
  readonly dataDir?: string | undefined;

  /**
   * Runs statements as one transaction.
   *
   * @param work - gets what runs them
   * @returns what the work resolved with
   */
  transaction<Result>(work: (queries: PgliteQueries) => Promise<Result>): Promise<Result>;

  /** Closes the database. The storage calls it for those that it opened itself, never for one of yours. */
  close(): Promise<void>;
}

/** What runs statements on a {@link PgliteDatabase}. */
export interface PgliteQueries {
  /**
   * Runs one statement.
   *
   * @param text - the statement, with `$1`, `$2` … for values
   * @param values - the values: texts, numbers, null, bytes, and arrays of these
   * @returns its rows, each an object by column names
   */
  query(text: string, values?: unknown[]): Promise<QueryRows>;

  /**
   * Runs several statements.
   *
   * @param text - the statements
   * @returns whatever it is, it is not looked at
   */
  exec(text: string): Promise<unknown>;
}
