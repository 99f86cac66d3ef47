import type { Storage } from "@inhouse/contracts";
import type { PostgresOptions } from "./postgres-options.ts";
import type { PostgresPool } from "./postgres-pool.ts";
import { postgresSource } from "./postgres-source.ts";
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
  return postgresStorage(postgresSource(database, options), options);
}
