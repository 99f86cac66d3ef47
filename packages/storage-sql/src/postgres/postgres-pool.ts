/**
 * A pool of connections to PostgreSQL, as this storage uses it: a `Pool` of `pg`, of `@neondatabase/serverless`, or
 * anything else with these methods.
 */
export interface PostgresPool {
  /** @returns a connection that nobody else uses until it is released */
  connect(): Promise<PostgresClient>;

  /**
   * Listens for errors of connections that rest in the pool, and for connections on their way out of it: an error that nobody
   * listens for would end the process.
   *
   * @param event - `error` or `acquire`
   * @param listener - called with the error, or with the connection
   */
  on?(event: string, listener: (argument: unknown) => void): unknown;

  /**
   * Ends the listening.
   *
   * @param event - as for `on`
   * @param listener - the same
   */
  off?(event: string, listener: (argument: unknown) => void): unknown;
}

/** A connection of a {@link PostgresPool}. */
export interface PostgresClient {
  /**
   * Runs one statement.
   *
   * @param text - the statement, with `$1`, `$2` … for values
   * @param values - the values: texts, numbers, null, `Buffer`, and arrays of these
   * @returns its rows, each an object by column names
   */
  query(text: string, values?: unknown[]): Promise<QueryRows>;

  /**
   * Gives the connection back.
   *
   * @param destroy - whether it is of no more use
   */
  release(destroy?: boolean): void;

  /**
   * Listens for errors between statements, which would otherwise end the process, and for notifications. Without it a
   * watch asks again and again.
   *
   * @param event - `error`, `end` or `notification`
   * @param listener - called with the error or the notification
   */
  on?(event: string, listener: (argument: unknown) => void): unknown;

  /**
   * Ends the listening.
   *
   * @param event - as for `on`
   * @param listener - the same
   */
  off?(event: string, listener: (argument: unknown) => void): unknown;
}

/** What a statement answers. */
export interface QueryRows {
  /** Its rows, each an object by column names. */
  readonly rows: unknown[];
}
