import type { SlotValues, Statement } from "../queries/statement.ts";
import type { StoredRow } from "../tables/record-row.ts";

/** Runs one statement, and resolves with its rows. */
export type RunStatement = (
  statement: Statement,
  values?: SlotValues,
) => Promise<readonly StoredRow[]>;

/** Runs statements without values and without rows, in one trip to the server. */
export type RunScript = (sql: string) => Promise<unknown>;

/** The connections of one storage to PostgreSQL, whatever the driver. */
export interface SqlConnections {
  /** Runs a statement as a transaction of its own. */
  run: RunStatement;

  /**
   * Runs statements as one transaction. What is thrown by `work`, or comes before the commit, is thrown as it is; then
   * nothing was written.
   *
   * @throws StorageError with `committed` `unknown` if nobody knows whether the transaction was committed
   */
  transaction<Result>(
    work: (run: RunStatement, script: RunScript) => Promise<Result>,
  ): Promise<Result>;

  close(): Promise<void>;
}

/** How every transaction begins: what a statement waited for is visible to the next one. */
export const begin: Statement = { sql: "begin isolation level read committed", slots: [] };
export const commit: Statement = { sql: "commit", slots: [] };
export const rollback: Statement = { sql: "rollback", slots: [] };
