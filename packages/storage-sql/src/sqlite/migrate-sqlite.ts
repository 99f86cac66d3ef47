import type { Clock } from "@inhouse/contracts";
import type { Migration } from "../migrations/migration.ts";
import type { MigrateMode } from "../migrations/migration-plan.ts";
import { migrationPlan } from "../migrations/migration-plan.ts";
import type { VersionTable } from "../migrations/version-table.ts";
import { versionTable } from "../migrations/version-table.ts";
import type { SqlBuilder } from "../queries/sql-builder.ts";
import { retryBusy } from "./busy-retry.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** What a database is brought up to date with. */
export interface SqliteMigration {
  readonly connection: SqliteConnection;
  readonly builder: SqlBuilder;
  readonly mode: MigrateMode;
  readonly migrations: readonly Migration[];
  /** The database, for errors. */
  readonly location: string;
  readonly clock: Clock;
  readonly busyMilliseconds: number;
}

/**
 * Brings the tables up to date. The whole of it is one transaction that holds the write lock, so that of two processes
 * which start at once the second finds the work done.
 *
 * @throws StorageVersionError if the tables are newer, or are older and may not be changed
 */
export async function migrateSqlite(migration: SqliteMigration): Promise<void> {
  const { connection, builder, mode, migrations, location, clock, busyMilliseconds } = migration;
  if (mode === "off") return;
  const versions = versionTable(builder);
  const pending = (): readonly Migration[] =>
    migrationPlan(
      mode,
      `${location}, ${versions.name}`,
      foundVersion(connection, versions),
      migrations,
    );
  // A look without a lock: most of the time there is nothing to do.
  const isPending = await retryBusy(clock, busyMilliseconds, () => pending().length > 0);
  if (!isPending) return;
  await retryBusy(clock, busyMilliseconds, () => {
    connection.begin();
    try {
      for (const { version, name, statements } of pending()) {
        if (version === 1) connection.execute(versions.create);
        connection.execute(statements(builder).join(";\n"));
        const time = new Date(clock.now()).toISOString();
        connection.run(versions.add, { version, name, time });
      }
      connection.commit();
    } catch (error) {
      try {
        connection.rollback();
      } catch {
        // SQLite rolled back by itself; the first error says why.
      }
      throw error;
    }
  });
}

function foundVersion(connection: SqliteConnection, versions: VersionTable): number {
  const table = {
    sql: "select 1 from sqlite_master where type = 'table' and name = ?",
    slots: ["name"],
  };
  if (connection.all(table, { name: versions.name }).length === 0) return 0;
  return Number(connection.all({ sql: versions.read, slots: [] })[0]?.version ?? 0);
}
