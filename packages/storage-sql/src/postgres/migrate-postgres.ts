import type { Clock } from "@inhouse/contracts";
import type { Migration } from "../migrations/migration.ts";
import type { MigrateMode } from "../migrations/migration-plan.ts";
import { migrationPlan } from "../migrations/migration-plan.ts";
import type { VersionTable } from "../migrations/version-table.ts";
import { versionTable } from "../migrations/version-table.ts";
import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { Statement } from "../queries/statement.ts";
import type { RunStatement, SqlConnections } from "./sql-connections.ts";

/** What a database is brought up to date with. */
export interface PostgresMigration {
  readonly connections: SqlConnections;
  readonly builder: SqlBuilder;
  readonly mode: MigrateMode;
  readonly migrations: readonly Migration[];
  /** The database, for errors. */
  readonly location: string;
  readonly clock: Clock;
}

// The catalogs are asked as tables: functions such as to_regclass answer from a cache that does not know yet what the
// process did for which this one waited.
const tableExists: Statement = {
  sql: "select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relname = $1 and n.nspname = any (case when $2::text is null then current_schemas(false) else array[$3::name] end)",
  slots: ["table", "schema", "schema"],
};
const schemaExists: Statement = {
  sql: "select 1 from pg_catalog.pg_namespace where nspname = $1",
  slots: ["schema"],
};
/** Ends with its transaction, so that it works through poolers too. */
const lock: Statement = {
  sql: "select pg_advisory_xact_lock(hashtextextended($1, 0))",
  slots: ["name"],
};

/**
 * Brings the tables up to date. The whole of it is one transaction under a lock, so that of two processes which start at
 * once the second finds the work done.
 *
 * @throws StorageVersionError if the tables are newer, or are older and may not be changed
 */
export async function migratePostgres(migration: PostgresMigration): Promise<void> {
  const { connections, builder, mode, migrations, location, clock } = migration;
  if (mode === "off") return;
  const versions = versionTable(builder);
  const pending = async (run: RunStatement): Promise<readonly Migration[]> =>
    migrationPlan(
      mode,
      `${location}, ${versions.name}`,
      await foundVersion(run, builder, versions),
      migrations,
    );
  // A look without a lock: most of the time there is nothing to do.
  if ((await pending(connections.run)).length === 0) return;
  await connections.transaction(async (run, script) => {
    await run(lock, { name: `inhouse ${versions.name}` });
    for (const { version, name, statements } of await pending(run)) {
      if (version === 1) await makeVersionTable(run, builder, versions);
      await script(statements(builder).join(";\n"));
      const time = new Date(clock.now()).toISOString();
      await run(versions.add, { version, name, time });
    }
  });
}

async function foundVersion(
  run: RunStatement,
  { names }: SqlBuilder,
  versions: VersionTable,
): Promise<number> {
  const table = `${names.prefix}migrations`;
  if ((await run(tableExists, { table, schema: names.schema })).length === 0) return 0;
  const [row] = await run({ sql: versions.read, slots: [] });
  return Number(row?.version ?? 0);
}

async function makeVersionTable(
  run: RunStatement,
  { db, names: { schema } }: SqlBuilder,
  versions: VersionTable,
): Promise<void> {
  // Not `if not exists`, which needs the right to make schemas even where there is nothing to make.
  if (schema !== null && (await run(schemaExists, { schema })).length === 0) {
    await run({ sql: db.schema.createSchema(schema).compile().sql, slots: [] });
  }
  await run({ sql: versions.create, slots: [] });
}
