import type { Storage, StorageCapabilities } from "@inhouse/contracts";
import { loadKysely } from "../load/load-kysely.ts";
import type { Migration } from "../migrations/migration.ts";
import { migrations as allMigrations } from "../migrations/migrations.ts";
import { sqlBuilder } from "../queries/sql-builder.ts";
import { Session } from "../session/session.ts";
import { storageCalls } from "../session/storage-calls.ts";
import { systemClock } from "../session/system-clock.ts";
import { tableNames } from "../tables/table-names.ts";
import { DataVersionWatch } from "./data-version-watch.ts";
import { migrateSqlite } from "./migrate-sqlite.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import type { SqliteFileOptions } from "./sqlite-options.ts";
import { SqliteStore } from "./sqlite-store.ts";

/** A database that a storage uses. */
export interface SqliteSource {
  /** The database, for errors. */
  readonly location: string;
  readonly capabilities: StorageCapabilities;
  /** Whether the connection is closed with the storage. */
  readonly isOwn: boolean;
  /** Opens the connection, or hands it over; called again after it failed. */
  connect(): Promise<SqliteDatabase>;
}

/**
 * Keeps everything in one SQLite database, whatever the driver.
 *
 * @param source - the database
 * @param options - how it is used
 * @param migrations - the history of the tables
 */
export function sqliteStorage(
  source: SqliteSource,
  options: SqliteFileOptions,
  migrations: readonly Migration[] = allMigrations,
): Storage {
  const {
    migrate = "auto",
    clock = systemClock,
    busyMilliseconds = 5000,
    watchMilliseconds = 50,
  } = options;
  const names = tableNames(options.prefix);
  const { location, isOwn } = source;
  const session = new Session(location, async () => {
    const builder = sqlBuilder(await loadKysely(), "sqlite", names);
    const connection = new SqliteConnection(await source.connect());
    try {
      const settings = { connection, builder, mode: migrate, migrations, location };
      await migrateSqlite({ ...settings, clock, busyMilliseconds });
    } catch (error) {
      if (isOwn) connection.close();
      throw error;
    }
    return new SqliteStore(connection, builder, { clock, busyMilliseconds, isOwn });
  });
  const watch = new DataVersionWatch(clock, watchMilliseconds, () =>
    session.use((store) => store.dataVersion()),
  );
  return {
    capabilities: source.capabilities,
    ...storageCalls(session, clock),
    ...(source.capabilities.shared ? { watch: (listener) => watch.watch(listener) } : {}),
    close() {
      watch.stop();
      return session.close();
    },
  };
}
