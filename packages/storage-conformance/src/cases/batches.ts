import assert from "node:assert/strict";
import type { Storage, StorageError, StorageWrite } from "@inhouse/contracts";
import { assertAbsent, assertStored, rejection } from "../expectations.ts";
import { insert, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

const kept = sample("run", "run_1", { keys: { status: "queued" } });
const fresh = sample("message", "msg_1", { sequence: 1 });

/** A commit is one thing: all of it, or nothing. */
export const batchCases: readonly StorageCase[] = [
  {
    name: "writes every record of a batch",
    async run(storage) {
      const log = sample("run_log", "run_1_1");
      await storage.commit(tenant, [insert(kept), insert(log)]);
      const next = update(kept, { keys: { status: "completed" } });
      await storage.commit(tenant, [insert(fresh), remove(log), next]);
      await assertStored(storage, fresh);
      await assertStored(storage, next.record);
      await assertAbsent(storage, log);
    },
  },
  {
    name: "writes nothing of a batch whose last condition fails",
    async run(storage) {
      await storage.commit(tenant, [insert(kept)]);
      const batch = [insert(fresh), update(kept), insert(sample("file", "file_1"))];
      const failing = insert({ ...kept, id: "run_2" });
      await storage.commit(tenant, [failing]);
      await rejection(storage.commit(tenant, [...batch, failing]), "storage_conflict");
      await assertUntouched(storage);
    },
  },
  {
    name: "writes nothing of a batch whose check fails",
    async run(storage) {
      await storage.commit(tenant, [insert(kept)]);
      const check: StorageWrite = { type: "check", kind: "run", id: "run_9", expectedVersion: 1 };
      const batch = [insert(fresh), update(kept), check];
      await rejection(storage.commit(tenant, batch), "storage_conflict");
      await assertUntouched(storage);
    },
  },
  {
    name: "deletes nothing in a batch whose last condition fails",
    async run(storage) {
      await storage.commit(tenant, [insert(kept)]);
      const batch: StorageWrite[] = [
        { type: "delete_partition", partition: "thread_1" },
        { type: "check", kind: "file", id: "file_9", expectedVersion: 1 },
      ];
      await rejection(storage.commit(tenant, batch), "storage_conflict");
      await rejection(
        storage.commit(tenant, [remove(kept), remove(sample("file", "file_9"))]),
        "storage_conflict",
      );
      await assertUntouched(storage);
    },
  },
  {
    name: "judges conditions by the state before the batch",
    async run(storage) {
      await storage.commit(tenant, [insert(kept)]);
      const check: StorageWrite = { type: "check", kind: "run", id: "run_1", expectedVersion: 1 };
      await storage.commit(tenant, [{ type: "delete_partition", partition: "thread_1" }, check]);
      await assertAbsent(storage, kept);
    },
  },
  {
    name: "refuses a batch that holds a record twice",
    async run(storage) {
      await storage.commit(tenant, [insert(kept)]);
      await assertRefused(storage, [insert(fresh), insert(fresh)]);
      await assertRefused(storage, [insert(fresh), update(kept), remove(kept)]);
      const check: StorageWrite = { type: "check", kind: "run", id: "run_1", expectedVersion: 1 };
      await assertRefused(storage, [insert(fresh), check, update(kept)]);
      await assertUntouched(storage);
    },
  },
  {
    name: "refuses a batch that writes into a partition which it deletes",
    async run(storage) {
      await storage.commit(tenant, [insert(kept)]);
      const whole: StorageWrite = { type: "delete_partition", partition: "thread_1" };
      await assertRefused(storage, [whole, insert(fresh)]);
      await assertRefused(storage, [update(kept), whole]);
      await assertUntouched(storage);
    },
  },
  {
    name: "refuses an empty batch",
    async run(storage) {
      await assertRefused(storage, []);
    },
  },
  {
    name: "refuses records of another tenant than the commit's",
    async run(storage) {
      const foreign = { ...fresh, tenant: "tenant_2" };
      await assertRefused(storage, [insert(foreign)]);
      await assertAbsent(storage, foreign);
      await assertAbsent(storage, fresh);
    },
  },
];

async function assertRefused(storage: Storage, writes: readonly StorageWrite[]): Promise<void> {
  const error = await rejection(storage.commit(tenant, writes), "storage");
  assert.equal((error as StorageError).committed, "no");
}

async function assertUntouched(storage: Storage): Promise<void> {
  await assertStored(storage, kept);
  await assertAbsent(storage, fresh);
  await assertAbsent(storage, sample("file", "file_1"));
}
