export { libsql } from "./sqlite/libsql-storage.ts";
export type {
  SqliteChanges,
  SqliteDatabase,
  SqliteStatement,
  SqliteValue,
} from "./sqlite/sqlite-database.ts";
export type { Durability, SqliteFileOptions } from "./sqlite/sqlite-options.ts";
