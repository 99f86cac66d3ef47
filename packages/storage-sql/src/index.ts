export type { MigrateMode } from "./migrations/migration-plan.ts";
export type { SqlOptions } from "./session/sql-options.ts";
