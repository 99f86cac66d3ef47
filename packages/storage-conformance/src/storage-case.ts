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

/** A promise of shared storages: what two that are open on the same content do to each other. */
export interface StorageSharedCase {
  /** A sentence that says what the storage does; unique among all cases. */
  readonly name: string;
  /** The member of both storages without which there is nothing to test; absent: all that it takes is always there. */
  readonly needs?: "watch" | "now";
  /**
   * Rejects with an `AssertionError` if the storages break the promise.
   *
   * @param storage - an empty storage
   * @param other - another one, on the same content; the case may close it
   */
  run(storage: Storage, other: Storage): Promise<void>;
}

/** A promise about what is left when something fails on the way: run it with `runFaultCase`. */
export interface StorageFaultCase {
  /** A sentence that says what the storage does; unique among all cases. */
  readonly name: string;
  /** Whether the storage must not have been used before, so that opening it is on the way; absent: no. */
  readonly fresh?: boolean;
  /** Whether there is a step that can fail in every storage; absent: in some there is none. */
  readonly surely?: boolean;
  /**
   * Writes what is there before; nothing fails here.
   *
   * @param storage - the storage, in which this tenant has nothing
   * @param tenant - whose records to write, and how to begin the keys of blobs
   */
  prepare(storage: Storage, tenant: string): Promise<void>;
  /**
   * Does what something fails in.
   *
   * @param storage - the storage
   * @param tenant - the same
   */
  act(storage: Storage, tenant: string): Promise<void>;
  /**
   * Reads everything that is there.
   *
   * @param storage - the storage, or the same content in a reopened one
   * @param tenant - the same
   * @returns a value that is deeply equal to another if the same is there, for whatever tenant
   */
  read(storage: Storage, tenant: string): Promise<unknown>;
}
