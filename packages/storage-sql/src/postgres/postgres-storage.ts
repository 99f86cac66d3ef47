import type { Storage, StorageCapabilities } from "@inhouse/contracts";
import { loadKysely } from "../load/load-kysely.ts";
import type { Migration } from "../migrations/migration.ts";
import { migrations as allMigrations } from "../migrations/migrations.ts";
import { sqlBuilder } from "../queries/sql-builder.ts";
import { Session } from "../session/session.ts";
import type { SqlOptions } from "../session/sql-options.ts";
import { storageCalls } from "../session/storage-calls.ts";
import { systemClock } from "../session/system-clock.ts";
import { tableNames } from "../tables/table-names.ts";
import { migratePostgres } from "./migrate-postgres.ts";
import { PostgresStore } from "./postgres-store.ts";
import type { Sharing } from "./shared-changes.ts";
import { SharedChanges } from "./shared-changes.ts";
import type { RunStatement, SqlConnections } from "./sql-connections.ts";

/** A database that a storage uses. */
export interface PostgresSource {
  /** The database, for errors. */
  readonly location: string;
  readonly capabilities: StorageCapabilities;
  /** Connects; called again after it failed. */
  connect(): Promise<SqlConnections>;
  /** How changes are told to other processes; null: none can use the database. */
  readonly sharing: Sharing | null;
}

/**
 * Keeps everything in one PostgreSQL database, whatever the driver.
 *
 * @param source - the database
 * @param options - how it is used
 * @param migrations - the history of the tables
 */
export function postgresStorage(
  source: PostgresSource,
  options: SqlOptions & { readonly schema?: string },
  migrations: readonly Migration[] = allMigrations,
): Storage {
  const { migrate = "auto", clock = systemClock } = options;
  const names = tableNames(options.prefix, options.schema);
  const { location, sharing } = source;
  const changes = sharing && new SharedChanges(clock, names);
  const session = new Session(location, async () => {
    const builder = sqlBuilder(await loadKysely(), "postgres", names);
    const connections = await source.connect();
    try {
      const settings = { connections, builder, mode: migrate, migrations, location, clock };
      await migratePostgres(settings);
    } catch (error) {
      await connections.close();
      throw error;
    }
    const announcer = changes?.announcer(connections.run) ?? null;
    return new PostgresStore({ connections, builder, clock, announcer });
  });
  const run: RunStatement = (statement, values) =>
    session.use((store) => store.run(statement, values));
  const listener = sharing && changes?.listener(run, sharing);
  return {
    capabilities: source.capabilities,
    ...storageCalls(session, clock),
    ...(listener && { watch: (told) => listener.watch(told) }),
    now: () => session.use((store) => store.now()),
    async close() {
      listener?.stop();
      await Promise.all([session.close(), sharing?.end()]);
    },
  };
}
