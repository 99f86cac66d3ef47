import type { Storage } from "@inhouse/contracts";

/** One promise of the storage port, as something to run. */
export interface StorageCase {
  /** A sentence that says what the storage does; unique among all cases. */
  readonly name: string;
  /**
   * Rejects with an `AssertionError` if the storage breaks the promise.
   *
   * @param storage - an empty storage that nobody else uses; the case may close it
   */
  run(storage: Storage): Promise<void>;
}

/** A promise of durable storages, in two halves: what is written, and what must be found after reopening. */
export interface StorageReopenCase {
  /** A sentence that says what the storage does; unique among all cases. */
  readonly name: string;
  /**
   * Writes.
   *
   * @param storage - an empty storage; it is closed afterwards
   */
  write(storage: Storage): Promise<void>;
  /**
   * Rejects with an `AssertionError` if something is missing or wrong.
   *
   * @param storage - the same storage, closed and opened again
   */
  read(storage: Storage): Promise<void>;
}
