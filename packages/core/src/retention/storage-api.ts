import type { StorageReport } from "./measure-storage.ts";
import type { PruneOptions, PruneReport } from "./prune-storage.ts";

/** What is kept, and for how long. */
export interface StorageApi {
  /**
   * Measures what is kept. It reads everything, so it is for reports.
   *
   * @returns how much there is of what
   */
  measure(): Promise<StorageReport>;
  /**
   * Deletes threads and logs that have not been of use for long. Call it now and then, from one process.
   *
   * @param options - what is to go
   * @returns what has gone
   */
  prune(options: PruneOptions): Promise<PruneReport>;
}
