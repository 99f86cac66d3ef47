import assert from "node:assert/strict";
import { assertAbsent, assertStored, rejection } from "../expectations.ts";
import { insert, messageOf, messagesOf, remove, sample, tenant, update } from "../samples.ts";
import type { StorageSharedCase } from "../storage-case.ts";

const run = sample("run", "run_1", { dueAt: 5, keys: { status: "queued" } });
const next = update(run, { dueAt: 9, keys: { status: "failed" } });

/** What one connection does is there for the others. */
export const connectionCases: readonly StorageSharedCase[] = [
  {
    name: "shows what it commits to another connection, however it is read",
    async run(storage, other) {
      // Both are in use before anything is there, so that nothing is seen only because it is new.
      for (const each of [storage, other]) await assertAbsent(each, run);
      for (const [writer, reader] of [
        [storage, other],
        [other, storage],
      ] as const) {
        await writer.commit(tenant, [insert(run)]);
        await assertStored(reader, run);
        const key = { name: "status", value: "queued" };
        assert.deepEqual(await reader.list(messagesOf({ kind: "run", key })), [run]);
        assert.deepEqual(await reader.due({ kind: "run", at: 5, limit: 9 }), [run]);
        assert.equal((await reader.measure(tenant)).records.run.count, 1);
        await writer.commit(tenant, [next]);
        await assertStored(reader, next.record);
        assert.deepEqual(await reader.due({ kind: "run", at: 5, limit: 9 }), []);
        await writer.commit(tenant, [remove(next.record)]);
        await assertAbsent(reader, run);
      }
    },
  },
  {
    name: "shows its blobs to another connection",
    async run(storage, other) {
      await storage.blobs.put("file_1", Uint8Array.of(1));
      assert.deepEqual(Array.from((await other.blobs.get("file_1")) ?? []), [1]);
      await other.blobs.put("file_1", Uint8Array.of(2));
      assert.deepEqual(Array.from((await storage.blobs.get("file_1")) ?? []), [2]);
      await other.blobs.delete("file_1");
      assert.equal(await storage.blobs.get("file_1"), undefined);
    },
  },
  {
    name: "holds another connection to the versions that it wrote",
    async run(storage, other) {
      await storage.commit(tenant, [insert(run)]);
      await assertStored(other, run);
      await storage.commit(tenant, [next]);
      const check = { type: "check", kind: "run", id: run.id, expectedVersion: 1 } as const;
      for (const write of [insert(run), update(run), remove(run), check]) {
        const fresh = insert(messageOf("thread_1", "msg_1"));
        await rejection(other.commit(tenant, [fresh, write]), "storage_conflict");
        await assertAbsent(storage, fresh.record);
      }
      await other.commit(tenant, [remove(next.record)]);
      await rejection(storage.commit(tenant, [update(next.record)]), "storage_conflict");
    },
  },
  {
    name: "deletes a partition for another connection too",
    async run(storage, other) {
      const message = messageOf("thread_1", "msg_1");
      await storage.commit(tenant, [insert(run), insert(message)]);
      assert.deepEqual(await other.list(messagesOf()), [message]);
      await storage.commit(tenant, [{ type: "delete_partition", partition: "thread_1" }]);
      assert.deepEqual(await other.list(messagesOf()), []);
      await assertAbsent(other, run);
      await other.commit(tenant, [insert(message)]);
      await assertStored(storage, message);
    },
  },
  {
    name: "works on when another connection closes",
    async run(storage, other) {
      await other.commit(tenant, [insert(run)]);
      await other.close();
      await assertStored(storage, run);
      await storage.commit(tenant, [next]);
      await assertStored(storage, next.record);
      await rejection(other.get(tenant, "run", run.id), "storage");
    },
  },
];
