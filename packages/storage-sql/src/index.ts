export type { MigrateMode } from "./migrations/migration-plan.ts";
export type { MigrationSqlOptions } from "./migrations/migration-sql.ts";
export { migrationSql } from "./migrations/migration-sql.ts";
export type { SqlDialect } from "./queries/sql-builder.ts";
export type { SqlOptions } from "./session/sql-options.ts";
