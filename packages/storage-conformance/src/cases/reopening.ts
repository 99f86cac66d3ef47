import assert from "node:assert/strict";
import { assertAbsent, assertStored } from "../expectations.ts";
import {
  idsOf,
  insert,
  messageOf,
  messagesOf,
  remove,
  sample,
  tenant,
  update,
} from "../samples.ts";
import type { StorageReopenCase } from "../storage-case.ts";

const run = sample("run", "run_1", { dueAt: 50, keys: { status: "queued" } });
const gone = sample("file", "file_1");
const messages = Array.from({ length: 150 }, (_, index) =>
  messageOf("thread_1", `msg_${index}`, index),
);

/** What outlives the process. */
export const reopenCases: readonly StorageReopenCase[] = [
  {
    name: "finds every record in its newest version after reopening",
    async write(storage) {
      await storage.commit(tenant, [
        insert(run),
        insert(gone),
        insert(sample("thread", "thread_1")),
      ]);
      await storage.commit(tenant, [update(run, { keys: { status: "completed" } }), remove(gone)]);
    },
    async read(storage) {
      await assertStored(storage, { ...run, version: 2, keys: { status: "completed" } });
      await assertStored(storage, sample("thread", "thread_1"));
      await assertAbsent(storage, gone);
    },
  },
  {
    name: "lists as before after reopening",
    async write(storage) {
      await storage.commit(tenant, messages.map(insert));
      await storage.commit(tenant, [remove(messages[140] ?? run)]);
    },
    async read(storage) {
      const after = { sequence: 138, id: "msg_138" };
      const page = await storage.list(messagesOf({ after, limit: 3 }));
      assert.deepEqual(idsOf(page), ["msg_139", "msg_141", "msg_142"]);
      assert.equal((await storage.list(messagesOf())).length, 149);
    },
  },
  {
    name: "knows keys and due times after reopening",
    async write(storage) {
      await storage.commit(tenant, [insert(run), insert({ ...run, id: "run_2", dueAt: null })]);
      await storage.commit(tenant, [
        update({ ...run, id: "run_2" }, { keys: { status: "failed" }, dueAt: null }),
      ]);
    },
    async read(storage) {
      assert.deepEqual(await storage.due({ kind: "run", at: 50, limit: 10 }), [run]);
      const key = { name: "status", value: "queued" };
      assert.deepEqual(await storage.list(messagesOf({ kind: "run", key })), [run]);
    },
  },
  {
    name: "measures the same after reopening",
    async write(storage) {
      await storage.commit(tenant, [run, gone, ...messages].map(insert));
      await storage.commit(tenant, [update(run, { value: { text: "Grüße" } }), remove(gone)]);
    },
    async read(storage) {
      const { records } = await storage.measure(tenant);
      assert.deepEqual(records.run, { count: 1, bytes: 18 });
      assert.deepEqual(records.file, { count: 0, bytes: 0 });
      const bytes = messages.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0);
      assert.deepEqual(records.message, { count: messages.length, bytes });
    },
  },
  {
    name: "insists on versions after reopening",
    async write(storage) {
      await storage.commit(tenant, [insert(run)]);
    },
    async read(storage) {
      const conflict = { code: "storage_conflict" };
      await assert.rejects(storage.commit(tenant, [insert(run)]), conflict);
      await storage.commit(tenant, [update(run)]);
      await assert.rejects(storage.commit(tenant, [update(run)]), conflict);
    },
  },
  {
    name: "brings no deleted partition back after reopening",
    async write(storage) {
      await storage.commit(tenant, [run, ...messages].map(insert));
      await storage.commit(tenant, [{ type: "delete_partition", partition: "thread_1" }]);
      await storage.commit(tenant, [insert(messageOf("thread_1", "new", 1))]);
    },
    async read(storage) {
      assert.deepEqual(idsOf(await storage.list(messagesOf())), ["new"]);
      await assertAbsent(storage, run);
      assert.deepEqual(await storage.due({ kind: "run", at: 100, limit: 1 }), []);
    },
  },
  {
    name: "finds blobs after reopening",
    async write(storage) {
      await storage.blobs.put("tenant/File_1", Uint8Array.of(1, 2, 3));
      await storage.blobs.put("tenant/file_1", new Uint8Array());
      await storage.blobs.put("gone", new Uint8Array(10));
      await storage.blobs.delete("gone");
    },
    async read({ blobs }) {
      assert.deepEqual(Array.from((await blobs.get("tenant/File_1")) ?? []), [1, 2, 3]);
      assert.equal((await blobs.get("tenant/file_1"))?.length, 0);
      assert.equal(await blobs.get("gone"), undefined);
    },
  },
];
