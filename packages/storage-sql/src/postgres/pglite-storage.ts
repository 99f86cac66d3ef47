import type { Storage } from "@inhouse/contracts";
import { loadPglite } from "../load/load-pglite.ts";
import { PgliteConnections } from "./pglite-connections.ts";
import type { PgliteDatabase } from "./pglite-database.ts";
import type { PgliteOptions } from "./pglite-options.ts";
import { postgresStorage } from "./postgres-storage.ts";

/**
 * Keeps everything in a PostgreSQL that runs inside this process, through `@electric-sql/pglite`. For one process.
 *
 * The database is opened, and its tables are made, by the first call. As long as that fails, every call rejects.
 *
 * @param database - the folder or address of its data; a database of your own, which is never closed; absent: in memory
 * @param options - how it is used
 * @returns the storage
 * @throws InvalidInputError if an option is none that can be used
 */
export function pglite(database?: string | PgliteDatabase, options: PgliteOptions = {}): Storage {
  const dataDir = typeof database === "string" ? database : database?.dataDir;
  const durable = dataDir !== undefined && dataDir !== "" && !dataDir.startsWith("memory:");
  const storage = postgresStorage(
    {
      location: `in PGlite (${dataDir || "in memory"})`,
      capabilities: { shared: false, durable },
      async connect() {
        if (typeof database === "object") return new PgliteConnections(database, false);
        const PGlite = await loadPglite();
        return new PgliteConnections(await PGlite.create(database), true);
      },
      sharing: null,
    },
    options,
  );
  const { now: _, ...rest } = storage;
  return rest;
}
