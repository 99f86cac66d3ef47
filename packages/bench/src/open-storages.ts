import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { schemaName } from "@inhouse/postgres-server";
import { lowdb } from "@inhouse/storage-lowdb";
import { memoryStorage } from "@inhouse/storage-memory";
import { libsql } from "@inhouse/storage-sql/libsql";
import { sqlite } from "@inhouse/storage-sql/node-sqlite";
import { pglite } from "@inhouse/storage-sql/pglite";
import { postgres } from "@inhouse/storage-sql/postgres";

/** A storage to be measured. */
export interface StorageContender {
  readonly name: string;
  /** How many turns are enough to tell its rate. */
  readonly turns: number;
  readonly open: () => Storage;
}

/**
 * @param folder - where files go
 * @param postgresUrl - a server that waits for the disk as in earnest
 * @returns all storages, each new and empty when it is opened
 */
export function storageContenders(
  folder: string,
  postgresUrl: string,
): readonly StorageContender[] {
  const at = (name: string): string => join(folder, name);
  return [
    { name: "memory", turns: 6_000, open: memoryStorage },
    { name: "lowdb", turns: 2_000, open: () => lowdb(at("lowdb")) },
    { name: "SQLite (node:sqlite)", turns: 4_000, open: () => sqlite(at("node.db")) },
    {
      name: "SQLite (node:sqlite), power-safe",
      turns: 4_000,
      open: () => sqlite(at("full.db"), { durability: "power-safe" }),
    },
    { name: "SQLite (libSQL)", turns: 4_000, open: () => libsql(at("libsql.db")) },
    {
      name: "PostgreSQL",
      turns: 2_000,
      open: () => postgres(postgresUrl, { schema: schemaName() }),
    },
    { name: "PGlite", turns: 400, open: () => pglite(at("pglite")) },
  ];
}
