import type { Storage } from "@inhouse/contracts";

/** How the suite comes by the storage under test. */
export interface StorageSuite {
  /**
   * Makes an empty storage that shares nothing with those made before.
   *
   * @returns the storage, which the suite closes
   */
  create(): Storage | Promise<Storage>;

  /**
   * Opens again what a storage kept; given by durable storages, absent for others.
   *
   * @param closed - a storage of `create`, `failing` or of this, closed
   * @returns another storage with the same content, which the suite closes
   */
  reopen?(closed: Storage): Storage | Promise<Storage>;

  /**
   * Opens a second storage on what an open one keeps, as another process would; given by shared storages, absent for
   * others.
   *
   * @param storage - a storage of `create` or `reopen`, open
   * @returns another storage with the same content, which the suite closes
   */
  another?(storage: Storage): Storage | Promise<Storage>;

  /**
   * Makes an empty storage whose changes can be made to fail; absent: what happens then is not tested. It must be fast
   * enough to be made some hundred times.
   *
   * @returns the storage, and the hand that makes it fail
   */
  failing?(): FailingStorage | Promise<FailingStorage>;

  /**
   * Removes what a storage left behind; absent: nothing to remove.
   *
   * @param closed - a storage of `create` or `failing`, closed, and so is everything that was opened on the same content
   */
  dispose?(closed: Storage): void | Promise<void>;
}

/** A suite that can make storages fail. */
export interface FaultSuite extends StorageSuite {
  /**
   * Makes an empty storage whose changes can be made to fail.
   *
   * @returns the storage, and the hand that makes it fail
   */
  failing(): FailingStorage | Promise<FailingStorage>;
}

/** A storage, and the hand that makes what is below it fail: its statements, or its changes of files. */
export interface FailingStorage {
  /** The storage, which the suite closes. */
  readonly storage: Storage;

  /**
   * In what ways a step can fail, by names of the adapter's: at least that nothing of it happens, and that it happens and
   * is reported as failed all the same.
   */
  readonly faults: readonly string[];

  /**
   * Lets the n-th step from now on fail: each statement is one, also those that begin and end a transaction, or each
   * change of a file. Whether the steps behind it fail too is up to the fault.
   *
   * @param step - 1 for the next
   * @param fault - one of `faults`
   */
  arm(step: number, fault: string): void;

  /**
   * Takes that back.
   *
   * @returns whether a step failed since
   */
  disarm(): boolean;

  /**
   * Opens what another process would find if this one died now; absent: nobody looks.
   *
   * @returns a storage, which the suite closes, and which then leaves nothing behind
   */
  survivor?(): Storage | Promise<Storage>;
}
