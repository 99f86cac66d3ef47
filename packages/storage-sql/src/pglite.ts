export type { PgliteDatabase, PgliteQueries } from "./postgres/pglite-database.ts";
export type { PgliteOptions } from "./postgres/pglite-options.ts";
export { pglite } from "./postgres/pglite-storage.ts";
