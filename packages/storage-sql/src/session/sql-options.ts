import type { Clock } from "@inhouse/contracts";
import type { MigrateMode } from "../migrations/migration-plan.ts";

/** What all storages of this package can be told. */
export interface SqlOptions {
  /** What the names of the tables begin with; absent: `inhouse_`. */
  readonly prefix?: string;

  /**
   * What is done when the tables are not those of this version: `auto` (the default) brings them up to date, `check`
   * refuses them with a `StorageVersionError`, `off` does not look.
   */
  readonly migrate?: MigrateMode;

  /** The clock for the times in rows, and for pauses; absent: this machine's. */
  readonly clock?: Clock;
}
