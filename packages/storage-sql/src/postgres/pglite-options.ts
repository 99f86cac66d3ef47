import type { SqlOptions } from "../session/sql-options.ts";

/** What `pglite()` can be told. */
export interface PgliteOptions extends SqlOptions {
  /**
   * The schema of the tables, which is made if need be; absent: `public`. In a schema of their own the tables have no
   * prefix, unless one is given.
   */
  readonly schema?: string;
}
