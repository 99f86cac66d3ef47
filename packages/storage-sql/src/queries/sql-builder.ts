import type { Kysely, Sql } from "kysely";
import type { KyselyModule } from "../load/load-kysely.ts";
import type { TableNames } from "../tables/table-names.ts";
import { qualified } from "../tables/table-names.ts";

/** Which SQL a database speaks. */
export type SqlDialect = "sqlite" | "postgres";

/** Any table: which there are is data, so the compiler cannot know them. */
export type Tables = Record<string, Record<string, unknown>>;

/** Makes the SQL text of one dialect, for tables under given names. It has no connection and runs nothing. */
export interface SqlBuilder {
  readonly dialect: SqlDialect;
  readonly names: TableNames;
  readonly db: Kysely<Tables>;
  readonly sql: Sql;
  /** @returns a table's name as `db` takes it */
  table(name: string): string;
}

/**
 * @param kysely - the module
 * @param dialect - which SQL to make
 * @param names - where the tables are
 */
export function sqlBuilder(
  kysely: KyselyModule,
  dialect: SqlDialect,
  names: TableNames,
): SqlBuilder {
  const db = new kysely.Kysely<Tables>({
    dialect: {
      createAdapter: () =>
        dialect === "sqlite" ? new kysely.SqliteAdapter() : new kysely.PostgresAdapter(),
      createDriver: () => new kysely.DummyDriver(),
      createIntrospector: (self) =>
        dialect === "sqlite"
          ? new kysely.SqliteIntrospector(self)
          : new kysely.PostgresIntrospector(self),
      createQueryCompiler: () =>
        dialect === "sqlite"
          ? new kysely.SqliteQueryCompiler()
          : new kysely.PostgresQueryCompiler(),
    },
  });
  return { dialect, names, db, sql: kysely.sql, table: (name) => qualified(names, name) };
}
