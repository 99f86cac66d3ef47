import type { SqlOptions } from "../session/sql-options.ts";

/**
 * What a commit outlives once it resolved: `process-safe`, the end of the process in whatever way; `power-safe`, also a
 * loss of power.
 */
export type Durability = "process-safe" | "power-safe";

/** What storages in SQLite can be told, whatever the driver. */
export interface SqliteFileOptions extends SqlOptions {
  /**
   * What a commit outlives; absent: `process-safe`, which is `synchronous = NORMAL`. Of a connection of your own it is
   * what you have set.
   */
  readonly durability?: Durability;

  /** For how many milliseconds a call waits for another process that writes; absent: 5000. */
  readonly busyMilliseconds?: number;

  /** After how many milliseconds a watch notices what others committed; absent: 50. */
  readonly watchMilliseconds?: number;
}

/** What `sqlite()` can be told. */
export interface SqliteOptions extends SqliteFileOptions {
  /**
   * Whether the file is for this process alone: another that opens it is refused with a `StorageLockedError`, and leases
   * of a process that died are void at once. Absent: false. Not for a connection of your own.
   */
  readonly exclusive?: boolean;
}
