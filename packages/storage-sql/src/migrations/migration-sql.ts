import { InvalidInputError } from "@inhouse/contracts";
import { loadKysely } from "../load/load-kysely.ts";
import type { SqlDialect } from "../queries/sql-builder.ts";
import { sqlBuilder } from "../queries/sql-builder.ts";
import { tableNames } from "../tables/table-names.ts";
import { migrations } from "./migrations.ts";
import { versionTable } from "./version-table.ts";

/** Which migrations to write down, and for what tables. */
export interface MigrationSqlOptions {
  /** What the names of the tables begin with; absent: `inhouse_`, or nothing in a schema of their own. */
  readonly prefix?: string;
  /** The schema, on PostgreSQL; absent: that of the connection. */
  readonly schema?: string;
  /** The version that the tables have; absent: 0, there are none. */
  readonly from?: number;
}

/**
 * Writes down the migrations, for people who run them by hand and open their storages with `migrate: "check"` or `"off"`.
 *
 * @param dialect - which SQL to write
 * @param options - which migrations, for what tables
 * @returns the statements as a script, in one transaction
 * @throws InvalidInputError if an option is none that can be used
 */
export async function migrationSql(
  dialect: SqlDialect,
  options: MigrationSqlOptions = {},
): Promise<string> {
  const { prefix, schema, from = 0 } = options;
  if (dialect === "sqlite" && schema !== undefined) {
    throw new InvalidInputError({
      param: "schema",
      expected: "absent, as SQLite has none",
      received: JSON.stringify(schema),
    });
  }
  const names = tableNames(prefix, schema);
  const builder = sqlBuilder(await loadKysely(), dialect, names);
  const versions = versionTable(builder);
  const pending = migrations.filter(({ version }) => version > from);
  const first = [
    ...(schema === undefined ? [] : [`create schema if not exists "${schema}"`]),
    versions.create,
  ];
  const statements = pending.flatMap(({ version, name, statements }) => [
    ...(version === 1 ? first : []),
    ...statements(builder),
    `insert into ${quoted(versions.name)} ("version", "name", "applied_at") values (${version}, '${name}', current_timestamp)`,
  ]);
  return `${["begin", ...statements, "commit"].join(";\n")};\n`;
}

function quoted(name: string): string {
  return name
    .split(".")
    .map((part) => `"${part}"`)
    .join(".");
}
