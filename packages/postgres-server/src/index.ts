export { findBinaries } from "./find-binaries.ts";
export type { PostgresOptions } from "./postgres-options.ts";
export type { PostgresServer } from "./postgres-server.ts";
export { schemaName } from "./schema-name.ts";
export { startPostgres } from "./start-postgres.ts";
