/** A PostgreSQL of one's own. Disposing of it stops it. */
export interface PostgresServer extends AsyncDisposable {
  /** Where it is, for any client: `postgres://postgres@127.0.0.1:<port>/postgres`. The same after a restart. */
  readonly url: string;

  /** The id of the server's main process. */
  readonly processId: number;

  /**
   * Ends it as a power switch would (SIGKILL to the main process, on which the others end by themselves), and resolves
   * when the main process is gone. The data stays for {@link PostgresServer.restart}. Nothing happens if it is not running.
   */
  kill(): Promise<void>;

  /**
   * Starts it again on the same data and port, after whatever ended it. A server that is running is killed first.
   *
   * @throws Error if it does not start, with what it said
   */
  restart(): Promise<void>;

  /** Ends it and removes its data. A second call resolves as the first did. */
  stop(): Promise<void>;
}
