import type { Storage } from "@inhouse/contracts";
import { loadLibsql } from "../load/load-libsql.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import type { SqliteFileOptions } from "./sqlite-options.ts";
import { sqliteSource } from "./sqlite-source.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

/**
 * Keeps everything in one libSQL database, through the package `libsql`, or through a connection of `better-sqlite3` that
 * you hand in.
 *
 * The database is opened, and its tables are made, by the first call. As long as that fails, every call rejects.
 *
 * @param database - the path or `file:` URL of the file, which is made if need be; `:memory:`; or a `Database` of your own,
 *   which is used as it is set up and never closed
 * @param options - how it is used
 * @returns the storage
 * @throws InvalidInputError if an option is none that can be used
 */
export function libsql(
  database: string | URL | SqliteDatabase,
  options: SqliteFileOptions = {},
): Storage {
  const source = sqliteSource(database, options, async () => {
    const Database = await loadLibsql();
    return (path) => new Database(path);
  });
  return sqliteStorage(source, options);
}
