import type { Clock } from "@inhouse/contracts";
import { StorageLockedError } from "@inhouse/contracts";
import { retryBusy } from "./busy-retry.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { isBusy } from "./sqlite-errors.ts";
import type { Durability } from "./sqlite-options.ts";

/** How a connection that the storage opens itself is set up. */
export interface OpenSettings {
  readonly path: string;
  readonly durability: Durability;
  readonly exclusive: boolean;
  readonly busyMilliseconds: number;
  readonly clock: Clock;
}

/**
 * Opens a database and sets the connection up: readers beside one writer (WAL), and no waiting inside of SQLite, which
 * would block the process.
 *
 * @param open - opens the connection
 * @param settings - how it is set up
 * @throws StorageLockedError if it is to be exclusive, and somebody else has it open
 */
export async function openDatabase(
  open: (path: string) => SqliteDatabase,
  settings: OpenSettings,
): Promise<SqliteDatabase> {
  const { path, durability, exclusive, busyMilliseconds, clock } = settings;
  const database = open(path);
  try {
    database.exec("pragma busy_timeout = 0");
    if (exclusive) database.exec("pragma locking_mode = exclusive");
    await retryBusy(clock, exclusive ? 0 : busyMilliseconds, () => {
      database.exec("pragma journal_mode = wal");
      // The lock is taken by the first transaction.
      if (exclusive) database.exec("begin immediate; commit");
    });
    database.exec(`pragma synchronous = ${durability === "power-safe" ? "full" : "normal"}`);
    return database;
  } catch (error) {
    database.close();
    throw exclusive && isBusy(error) ? new StorageLockedError(path, null) : error;
  }
}
