export { sqlite } from "./sqlite/node-sqlite-storage.ts";
export type {
  SqliteChanges,
  SqliteDatabase,
  SqliteStatement,
  SqliteValue,
} from "./sqlite/sqlite-database.ts";
export type { Durability, SqliteFileOptions, SqliteOptions } from "./sqlite/sqlite-options.ts";
