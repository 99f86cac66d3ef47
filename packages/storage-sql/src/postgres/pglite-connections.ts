import { commitFailure } from "../commit/commit-failure.ts";
import type { SlotValues, Statement } from "../queries/statement.ts";
import { bind } from "../queries/statement.ts";
import type { StoredRow } from "../tables/record-row.ts";
import type { PgliteDatabase, PgliteQueries } from "./pglite-database.ts";
import { failureOf } from "./postgres-errors.ts";
import type { RunScript, RunStatement, SqlConnections } from "./sql-connections.ts";

/** The one connection that PGlite has. It lets nobody into another's transaction. */
export class PgliteConnections implements SqlConnections {
  readonly #database: PgliteDatabase;
  readonly #isOwn: boolean;

  /**
   * @param database - the database
   * @param isOwn - whether it is closed with the storage
   */
  constructor(database: PgliteDatabase, isOwn: boolean) {
    this.#database = database;
    this.#isOwn = isOwn;
  }

  readonly run: RunStatement = (statement, values) => query(this.#database, statement, values);

  async transaction<Result>(
    work: (run: RunStatement, script: RunScript) => Promise<Result>,
  ): Promise<Result> {
    let isWorkDone = false;
    try {
      return await this.#database.transaction(async (queries) => {
        const result = await work(
          (statement, values) => query(queries, statement, values),
          (sql) => queries.exec(sql),
        );
        isWorkDone = true;
        return result;
      });
    } catch (cause) {
      if (!isWorkDone || failureOf(cause) !== "lost") throw cause;
      throw commitFailure("unknown", cause);
    }
  }

  async close(): Promise<void> {
    if (this.#isOwn) await this.#database.close();
  }
}

async function query(
  queries: PgliteQueries,
  statement: Statement,
  values: SlotValues = {},
): Promise<readonly StoredRow[]> {
  const { rows } = await queries.query(statement.sql, bind(statement, values));
  return rows as StoredRow[];
}
