import assert from "node:assert/strict";
import type {
  Storage,
  StorageConflictError,
  StorageRecord,
  StorageWrite,
} from "@inhouse/contracts";
import { assertAbsent, assertStored, rejection } from "../expectations.ts";
import { insert, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

const record = sample("run", "run_1", { keys: { status: "queued" } });

/** Conditions: what a commit insists on. */
export const conflictCases: readonly StorageCase[] = [
  {
    name: "refuses to insert a record that exists",
    async run(storage) {
      await storage.commit(tenant, [insert(record)]);
      await assertConflict(storage, insert({ ...record, value: { other: true } }), record);
      await assertStored(storage, record);
    },
  },
  {
    name: "refuses an id that another parent's record has",
    async run(storage) {
      await storage.commit(tenant, [insert(record)]);
      const elsewhere = { ...record, partition: "thread_2", parent: "thread_2" };
      await assertConflict(storage, insert(elsewhere), record);
      await assertStored(storage, record);
    },
  },
  {
    name: "lets one of two writers of the same version win",
    async run(storage) {
      await storage.commit(tenant, [insert(record)]);
      const first = update(record, { value: { by: "first" } });
      await storage.commit(tenant, [first]);
      await assertConflict(storage, update(record, { value: { by: "second" } }), record);
      await assertStored(storage, first.record);
    },
  },
  {
    name: "refuses to update a version that is not there yet",
    async run(storage) {
      await storage.commit(tenant, [insert(record)]);
      await assertConflict(storage, update({ ...record, version: 2 }), record);
      await assertStored(storage, record);
    },
  },
  {
    name: "refuses to update a record that does not exist",
    async run(storage) {
      await assertConflict(storage, update(record), record);
      await assertAbsent(storage, record);
    },
  },
  {
    name: "refuses to delete another version than the expected one",
    async run(storage) {
      await storage.commit(tenant, [insert(record)]);
      const second = update(record);
      await storage.commit(tenant, [second]);
      await assertConflict(storage, remove(record), record);
      await assertConflict(storage, remove({ ...record, version: 3 }), record);
      await assertStored(storage, second.record);
    },
  },
  {
    name: "refuses to delete a record that does not exist",
    async run(storage) {
      await assertConflict(storage, remove(record), record);
    },
  },
  {
    name: "checks a version without writing",
    async run(storage) {
      await storage.commit(tenant, [insert(record)]);
      const check = { type: "check", kind: "run", id: "run_1" } as const;
      await storage.commit(tenant, [{ ...check, expectedVersion: 1 }]);
      await assertStored(storage, record);
      await assertConflict(storage, { ...check, expectedVersion: 2 }, record);
      await assertConflict(storage, { ...check, expectedVersion: 0 }, record);
    },
  },
  {
    name: "checks that a record does not exist",
    async run(storage) {
      const check = { type: "check", kind: "run", id: "run_1" } as const;
      const other = sample("message", "msg_1");
      await storage.commit(tenant, [{ ...check, expectedVersion: 0 }, insert(other)]);
      await assertStored(storage, other);
      await assertConflict(storage, { ...check, expectedVersion: 1 }, record);
    },
  },
];

async function assertConflict(
  storage: Storage,
  write: StorageWrite,
  culprit: StorageRecord,
): Promise<void> {
  const error = await rejection(storage.commit(tenant, [write]), "storage_conflict");
  const { kind, id } = error as StorageConflictError;
  assert.deepEqual({ kind, id }, { kind: culprit.kind, id: culprit.id });
}
