import { InvalidInputError } from "@inhouse/contracts";
import { loadPg } from "../load/load-pg.ts";
import { listenToClients } from "./listen-to-clients.ts";
import { PoolConnections } from "./pool-connections.ts";
import type { PostgresOptions } from "./postgres-options.ts";
import type { PostgresPool } from "./postgres-pool.ts";
import type { PostgresSource } from "./postgres-storage.ts";
import type { Sharing } from "./shared-changes.ts";

/**
 * @param database - a connection string, or a pool
 * @param options - what the user asked for
 * @throws InvalidInputError if a pool that was handed in is to be set up
 */
export function postgresSource(
  database: string | PostgresPool,
  options: PostgresOptions,
): PostgresSource {
  const { maxConnections = 10 } = options;
  if (typeof database !== "string" && options.maxConnections !== undefined) {
    throw new InvalidInputError({
      param: "maxConnections",
      expected: "absent where a pool is handed in, which is used as it is set up",
      received: String(options.maxConnections),
    });
  }
  return {
    location: typeof database === "string" ? "in PostgreSQL" : "of the pool that was handed in",
    capabilities: { shared: true, durable: true },
    async connect() {
      if (typeof database !== "string") return new PoolConnections(database, async () => {});
      const pool = await openPool(database, maxConnections);
      return new PoolConnections(pool, () => pool.end());
    },
    sharing: sharingOf(options.listen ?? database, options),
  };
}

function sharingOf(listen: string | PostgresPool, { onWarning }: PostgresOptions): Sharing {
  let opened: Promise<OpenedPool> | undefined;
  return {
    async listen() {
      if (typeof listen !== "string") return listen.connect();
      opened ??= openPool(listen, 1).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return (await opened).connect();
    },
    async end() {
      const pool = await opened;
      opened = undefined;
      await pool?.end();
    },
    warn: (message) => onWarning?.(message),
  };
}

interface OpenedPool extends PostgresPool {
  end(): Promise<void>;
}

async function openPool(connectionString: string, max: number): Promise<OpenedPool> {
  const { Pool } = await loadPg();
  const pool = new Pool({ connectionString, max, keepAlive: true });
  // It ends with the pool.
  listenToClients(pool);
  return pool;
}
