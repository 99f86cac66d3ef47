import type { Storage } from "@inhouse/contracts";
import { loadNodeSqlite } from "../load/load-node-sqlite.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import type { SqliteOptions } from "./sqlite-options.ts";
import { sqliteSource } from "./sqlite-source.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

/**
 * Keeps everything in one SQLite database, through the `node:sqlite` of Node.js: nothing to install, and any number of
 * processes of one machine may use one file.
 *
 * The database is opened, and its tables are made, by the first call. As long as that fails, every call rejects.
 *
 * @param database - the path or `file:` URL of the file, which is made if need be; `:memory:`; or a `DatabaseSync` of your
 *   own, which is used as it is set up and never closed
 * @param options - how it is used
 * @returns the storage
 * @throws InvalidInputError if an option is none that can be used
 */
export function sqlite(
  database: string | URL | SqliteDatabase,
  options: SqliteOptions = {},
): Storage {
  const source = sqliteSource(database, options, async () => {
    const { DatabaseSync } = await loadNodeSqlite();
    return (path) => new DatabaseSync(path);
  });
  return sqliteStorage(source, options);
}
