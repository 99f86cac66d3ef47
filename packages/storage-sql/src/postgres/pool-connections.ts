import { StorageError } from "@inhouse/contracts";
import { commitFailure } from "../commit/commit-failure.ts";
import { bind } from "../queries/statement.ts";
import type { StoredRow } from "../tables/record-row.ts";
import { listenToClients } from "./listen-to-clients.ts";
import { failureOf } from "./postgres-errors.ts";
import type { PostgresClient, PostgresPool } from "./postgres-pool.ts";
import type { RunScript, RunStatement, SqlConnections } from "./sql-connections.ts";
import { begin, commit, rollback } from "./sql-connections.ts";

/** Whoever uses a connection is told by its statement; nobody needs to be told between two of them. */
const ignore = (): void => {};

/** The connections of a pool. */
export class PoolConnections implements SqlConnections {
  readonly #pool: PostgresPool;
  readonly #end: () => Promise<void>;
  readonly #listenNoMore: () => void;

  /**
   * @param pool - the pool
   * @param end - ends it, if it is not the user's
   */
  constructor(pool: PostgresPool, end: () => Promise<void>) {
    this.#pool = pool;
    this.#end = end;
    this.#listenNoMore = listenToClients(pool);
  }

  readonly run: RunStatement = (statement, values) =>
    this.#withClient((run) => run(statement, values));

  transaction<Result>(
    work: (run: RunStatement, script: RunScript) => Promise<Result>,
  ): Promise<Result> {
    return this.#withClient(async (run) => {
      await run(begin);
      let result: Result;
      try {
        // Without values a text may hold several statements.
        result = await work(run, (sql) => run({ sql, slots: [] }));
      } catch (error) {
        // Where this fails the connection is gone, and the server rolls back.
        await run(rollback).catch(ignore);
        throw error;
      }
      try {
        await run(commit);
      } catch (cause) {
        if (failureOf(cause) !== "lost") throw cause;
        throw commitFailure("unknown", cause);
      }
      return result;
    });
  }

  async close(): Promise<void> {
    await this.#end();
    this.#listenNoMore();
  }

  async #withClient<Result>(work: (run: RunStatement) => Promise<Result>): Promise<Result> {
    const client = await this.#connect();
    let isLost = false;
    client.on?.("error", ignore);
    try {
      return await work(async (statement, values = {}) => {
        try {
          return (await client.query(statement.sql, bind(statement, values))).rows as StoredRow[];
        } catch (error) {
          isLost ||= failureOf(error) === "lost";
          throw error;
        }
      });
    } finally {
      client.off?.("error", ignore);
      client.release(isLost);
    }
  }

  async #connect(): Promise<PostgresClient> {
    try {
      return await this.#pool.connect();
    } catch (cause) {
      const reason = cause instanceof Error ? `: ${cause.message}` : "";
      throw new StorageError(`The database cannot be reached${reason}`, "no", { cause });
    }
  }
}
