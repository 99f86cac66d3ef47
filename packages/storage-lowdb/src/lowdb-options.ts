import type { Clock } from "@inhouse/contracts";
import type { Durability } from "./disk.ts";

/** How {@link lowdb} keeps its files. */
export interface LowdbOptions {
  /**
   * What a commit outlives once it resolved: `process-safe` (the default), the end of the process in whatever way;
   * `power-safe`, also a loss of power, for which every commit waits for the disk.
   */
  readonly durability?: Durability;

  /** How many bytes of unchanged records stay in memory; absent: 16 MiB. */
  readonly cacheBytes?: number;

  /** How many bytes the journal may have before the record files are brought up to date; absent: 1 MiB. */
  readonly journalBytes?: number;

  /**
   * How many milliseconds without a commit until the record files are brought up to date, for people who look at them;
   * absent: 1000.
   */
  readonly idleMilliseconds?: number;

  /** The clock for that; absent: this machine's. */
  readonly clock?: Clock;
}
