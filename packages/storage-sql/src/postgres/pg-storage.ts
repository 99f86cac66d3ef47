import type { Storage } from "@inhouse/contracts";
import { loadPg } from "../load/load-pg.ts";
import { PoolConnections } from "./pool-connections.ts";
import type { PostgresOptions } from "./postgres-options.ts";
import type { PostgresPool } from "./postgres-pool.ts";
import { postgresStorage } from "./postgres-storage.ts";

/**
 * Keeps everything in a PostgreSQL database that any number of processes on any number of machines may use.
 *
 * The tables are made by the first call. As long as the database cannot be reached, every call rejects.
 *
 * @param database - a connection string, for which the package `pg` is needed; or a pool of your own, which is never ended
 * @param options - how it is used
 * @returns the storage
 * @throws InvalidInputError if an option is none that can be used
 */
export function postgres(database: string | PostgresPool, options: PostgresOptions = {}): Storage {
  const { maxConnections = 10 } = options;
  return postgresStorage(
    {
      location: typeof database === "string" ? "in PostgreSQL" : "of the pool that was handed in",
      capabilities: { shared: true, durable: true },
      async connect() {
        if (typeof database !== "string") return new PoolConnections(database, async () => {});
        const { Pool } = await loadPg();
        const pool = new Pool({ connectionString: database, max: maxConnections, keepAlive: true });
        return new PoolConnections(pool, () => pool.end());
      },
    },
    options,
  );
}
