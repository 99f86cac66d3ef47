export type { PgliteDatabase, PgliteQueries } from "./postgres/pglite-database.ts";
export type { PgliteOptions } from "./postgres/pglite-options.ts";
export { pglite } from "./postgres/pglite-storage.ts";
export type { QueryRows } from "./postgres/postgres-pool.ts";
