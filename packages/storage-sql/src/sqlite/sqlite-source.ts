import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInputError } from "@inhouse/contracts";
import { systemClock } from "../session/system-clock.ts";
import { openDatabase } from "./open-database.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import type { SqliteOptions } from "./sqlite-options.ts";
import type { SqliteSource } from "./sqlite-storage.ts";

/**
 * @param database - a file, `:memory:`, or a connection
 * @param options - what the user asked for
 * @param load - loads the driver, and tells how it opens a path
 * @throws InvalidInputError if the path is empty, or if a connection that was handed in is to be set up
 */
export function sqliteSource(
  database: string | URL | SqliteDatabase,
  options: SqliteOptions,
  load: () => Promise<(path: string) => SqliteDatabase>,
): SqliteSource {
  if (typeof database !== "string" && !(database instanceof URL)) {
    refuseSettings(options);
    return handedIn(database);
  }
  const { durability = "process-safe", exclusive = false } = options;
  const { busyMilliseconds = 5000, clock = systemClock } = options;
  const path = pathOf(database);
  const isFile = path !== ":memory:";
  return {
    location: `'${path}'`,
    capabilities: { shared: isFile && !exclusive, durable: isFile },
    isOwn: true,
    async connect() {
      const open = await load();
      return openDatabase(open, { path, durability, exclusive, busyMilliseconds, clock });
    },
  };
}

function pathOf(database: string | URL): string {
  if (database instanceof URL) return fileURLToPath(database);
  if (database === ":memory:") return database;
  if (database !== "") return resolve(database);
  throw new InvalidInputError({
    param: "database",
    expected: "the path or file: URL of a file, ':memory:' or a connection",
    received: "''",
  });
}

function refuseSettings(options: SqliteOptions): void {
  for (const param of ["durability", "exclusive"] as const) {
    if (options[param] === undefined) continue;
    throw new InvalidInputError({
      param,
      expected: "absent where a connection is handed in, which is used as it is set up",
      received: JSON.stringify(options[param]),
    });
  }
}

function handedIn(database: SqliteDatabase): SqliteSource {
  const isFile = fileOf(database) !== "";
  return {
    location: "that was handed in",
    capabilities: { shared: isFile, durable: isFile },
    isOwn: false,
    connect: async () => database,
  };
}

/** @returns the file of a connection; `""`: it has none, as it is in memory */
function fileOf(database: SqliteDatabase): string {
  const rows = database.prepare("pragma database_list").all() as { name: string; file: string }[];
  return rows.find(({ name }) => name === "main")?.file ?? "";
}
