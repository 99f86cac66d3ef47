export { postgres } from "./postgres/pg-storage.ts";
export type { PostgresOptions } from "./postgres/postgres-options.ts";
export type { PostgresClient, PostgresPool, QueryRows } from "./postgres/postgres-pool.ts";
