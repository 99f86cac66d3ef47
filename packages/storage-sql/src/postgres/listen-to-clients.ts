import type { PostgresClient, PostgresPool } from "./postgres-pool.ts";

/** Whoever uses a connection is told by its statement; nobody needs to be told between two of them. */
const ignore = (): void => {};

/**
 * Listens for errors of a pool's connections, which would otherwise end the process: of those at rest, and of each from the
 * moment in which the pool hands it out. The pool itself listens no more then, and whoever waits for the connection gets it a
 * moment later.
 *
 * @param pool - the pool; connections that it has handed out are listened to for good
 * @returns ends it for others
 */
export function listenToClients(pool: PostgresPool): () => void {
  const heard = new WeakSet<object>();
  const hear = (client: unknown): void => {
    if (typeof client !== "object" || client === null || heard.has(client)) return;
    heard.add(client);
    (client as PostgresClient).on?.("error", ignore);
  };
  pool.on?.("error", ignore);
  pool.on?.("acquire", hear);
  return () => {
    pool.off?.("error", ignore);
    pool.off?.("acquire", hear);
  };
}
