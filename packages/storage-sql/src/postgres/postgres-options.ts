import type { SqlOptions } from "../session/sql-options.ts";
import type { PostgresPool } from "./postgres-pool.ts";

/** What `postgres()` can be told. */
export interface PostgresOptions extends SqlOptions {
  /**
   * The schema of the tables, which is made if need be; absent: the one that the connection takes. In a schema of their
   * own the tables have no prefix, unless one is given.
   */
  readonly schema?: string;

  /** How many connections are opened at most; absent: 10. Not for a pool of your own. */
  readonly maxConnections?: number;

  /**
   * Where the one connection comes from on which a watch listens, if not from where the others come: needed behind a
   * pooler that gives each transaction another connection, such as PgBouncer.
   */
  readonly listen?: string | PostgresPool;

  /** Called when a watch cannot listen, and asks again and again instead; absent: it is silent about that. */
  readonly onWarning?: (message: string) => void;
}
