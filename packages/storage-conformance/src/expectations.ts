import assert from "node:assert/strict";
import type { InhouseErrorCode, Storage, StorageError, StorageRecord } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";

/** @returns the error, which is one of the library with this code */
export async function rejection(
  work: Promise<unknown>,
  code: InhouseErrorCode,
): Promise<InhouseError> {
  const error = await work.then(
    () => assert.fail(`Expected a rejection with '${code}', but the call succeeded.`),
    (reason: unknown) => reason,
  );
  if (error instanceof assert.AssertionError) throw error;
  assert.ok(InhouseError.isInstance(error), `Expected an error of the library, got ${error}`);
  assert.equal(error.code, code);
  return error;
}

/** @returns the error of a storage that failed; any other is an `AssertionError`, thrown */
export function storageFailure(error: unknown): StorageError {
  if (error instanceof assert.AssertionError) throw error;
  assert.ok(
    InhouseError.isInstance(error) && error.code === "storage",
    `Expected a StorageError, got ${error}`,
  );
  return error as StorageError;
}

/** The storage holds this record, exactly. */
export async function assertStored(storage: Storage, record: StorageRecord): Promise<void> {
  assert.deepEqual(await storage.get(record.tenant, record.kind, record.id), record);
}

/** The storage holds no record of this name. */
export async function assertAbsent(storage: Storage, record: StorageRecord): Promise<void> {
  assert.equal(await storage.get(record.tenant, record.kind, record.id), undefined);
}
