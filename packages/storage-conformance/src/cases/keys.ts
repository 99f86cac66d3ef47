import assert from "node:assert/strict";
import type { Storage } from "@inhouse/contracts";
import { idsOf, insert, messagesOf, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** Lists by a further key. */
export const keyCases: readonly StorageCase[] = [
  {
    name: "lists only records with a key's value",
    async run(storage) {
      await addRuns(storage, ["queued", "completed", "queued", "failed", ""]);
      assert.deepEqual(await runs(storage, "queued"), ["run_0", "run_2"]);
      assert.deepEqual(await runs(storage, "completed"), ["run_1"]);
      assert.deepEqual(await runs(storage, "cancelled"), []);
    },
  },
  {
    name: "takes the empty string as a value of a key",
    async run(storage) {
      await addRuns(storage, ["queued", "", "queued", ""]);
      assert.deepEqual(await runs(storage, ""), ["run_1", "run_3"]);
    },
  },
  {
    name: "compares a key's value as a whole and exactly",
    async run(storage) {
      await addRuns(storage, ["done", "Done", "done ", "do", "done%", "d_ne"]);
      assert.deepEqual(await runs(storage, "done"), ["run_0"]);
      assert.deepEqual(await runs(storage, "d_ne"), ["run_5"]);
      assert.deepEqual(await runs(storage, "do%"), []);
    },
  },
  {
    name: "follows a key when it changes",
    async run(storage) {
      await addRuns(storage, ["queued", "queued"]);
      const run = sample("run", "run_0", { keys: { status: "queued" } });
      await storage.commit(tenant, [update(run, { keys: { status: "completed" } })]);
      assert.deepEqual(await runs(storage, "queued"), ["run_1"]);
      assert.deepEqual(await runs(storage, "completed"), ["run_0"]);
    },
  },
  {
    name: "forgets the keys of a deleted record",
    async run(storage) {
      await addRuns(storage, ["queued", "queued"]);
      await storage.commit(tenant, [remove(sample("run", "run_0"))]);
      assert.deepEqual(await runs(storage, "queued"), ["run_1"]);
    },
  },
  {
    name: "pages through records with a key's value",
    async run(storage) {
      await addRuns(
        storage,
        Array.from({ length: 200 }, (_, index) => (index % 20 === 5 ? "failed" : "completed")),
      );
      const query = messagesOf({ kind: "run", key: { name: "status", value: "failed" }, limit: 3 });
      assert.deepEqual(idsOf(await storage.list(query)), ["run_5", "run_25", "run_45"]);
      const after = { sequence: 45, id: "run_45" };
      const before = { sequence: 85, id: "run_85" };
      assert.deepEqual(idsOf(await storage.list({ ...query, after, before })), ["run_65"]);
      const newest = await storage.list({ ...query, order: "desc", limit: 2 });
      assert.deepEqual(idsOf(newest), ["run_185", "run_165"]);
    },
  },
  {
    name: "lists by key within one parent",
    async run(storage) {
      await addRuns(storage, ["queued"]);
      const elsewhere = { partition: "thread_2", parent: "thread_2", keys: { status: "queued" } };
      await storage.commit(tenant, [insert(sample("run", "run_of_thread_2", elsewhere))]);
      assert.deepEqual(await runs(storage, "queued"), ["run_0"]);
    },
  },
  {
    name: "lists files by the key of their thread",
    async run(storage) {
      const files = ["thread_1", "", "thread_2", "thread_1"].map((threadId, index) =>
        sample("file", `file_${index}`, { sequence: index, keys: { threadId } }),
      );
      await storage.commit(tenant, files.map(insert));
      const key = { name: "threadId", value: "thread_1" };
      const listed = await storage.list(messagesOf({ kind: "file", parent: "", key }));
      assert.deepEqual(idsOf(listed), ["file_0", "file_3"]);
    },
  },
];

async function addRuns(storage: Storage, statuses: readonly string[]): Promise<void> {
  const records = statuses.map((status, index) =>
    sample("run", `run_${index}`, { sequence: index, keys: { status } }),
  );
  await storage.commit(tenant, records.map(insert));
}

async function runs(storage: Storage, value: string): Promise<string[]> {
  return idsOf(await storage.list(messagesOf({ kind: "run", key: { name: "status", value } })));
}
