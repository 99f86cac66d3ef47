import assert from "node:assert/strict";
import type { Storage, StorageRecord } from "@inhouse/contracts";
import { idsOf, insert, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** The sweeper's question: what must be looked at by now? */
export const dueCases: readonly StorageCase[] = [
  {
    name: "lists what is due, the earliest first",
    async run(storage) {
      await addRuns(storage, [300, 100, 500, 200]);
      assert.deepEqual(await dueRuns(storage, 300), ["run_1", "run_3", "run_0"]);
      assert.deepEqual(await dueRuns(storage, 1000), ["run_1", "run_3", "run_0", "run_2"]);
    },
  },
  {
    name: "takes a record as due from its very time on",
    async run(storage) {
      await addRuns(storage, [100]);
      assert.deepEqual(await dueRuns(storage, 99), []);
      assert.deepEqual(await dueRuns(storage, 100), ["run_0"]);
    },
  },
  {
    name: "never lists a record without a due time",
    async run(storage) {
      await addRuns(storage, [null, 0, null]);
      assert.deepEqual(await dueRuns(storage, Number.MAX_SAFE_INTEGER), ["run_1"]);
    },
  },
  {
    name: "lists at most the limit of what is due",
    async run(storage) {
      await addRuns(storage, [400, 100, 300, 200]);
      assert.deepEqual(await dueRuns(storage, 1000, 2), ["run_1", "run_3"]);
    },
  },
  {
    name: "lists what is due of one kind only",
    async run(storage) {
      const thread = sample("thread", "thread_1", { dueAt: 1 });
      await storage.commit(tenant, [insert(thread)]);
      await addRuns(storage, [2]);
      assert.deepEqual(await dueRuns(storage, 10), ["run_0"]);
      const threads = await storage.due({ kind: "thread", at: 10, limit: 10 });
      assert.deepEqual(threads, [thread]);
    },
  },
  {
    name: "follows a due time when it changes",
    async run(storage) {
      const [first, second] = await addRuns(storage, [100, 200]);
      assert.ok(first && second);
      const later = update(first, { dueAt: 900 });
      await storage.commit(tenant, [later, update(second, { dueAt: null })]);
      assert.deepEqual(await dueRuns(storage, 500), []);
      assert.deepEqual(await storage.due({ kind: "run", at: 900, limit: 10 }), [later.record]);
      await storage.commit(tenant, [update(later.record, { dueAt: 50 })]);
      assert.deepEqual(await dueRuns(storage, 50), ["run_0"]);
    },
  },
  {
    name: "forgets the due time of a deleted record",
    async run(storage) {
      const [first] = await addRuns(storage, [100, 200]);
      assert.ok(first);
      await storage.commit(tenant, [remove(first)]);
      assert.deepEqual(await dueRuns(storage, 1000), ["run_1"]);
    },
  },
  {
    name: "lists what is due of all tenants",
    async run(storage) {
      const dueTimes = { tenant_1: 300, tenant_2: 100, tenant_3: 200 };
      for (const [name, dueAt] of Object.entries(dueTimes)) {
        await storage.commit(name, [insert(sample("run", "run_1", { tenant: name, dueAt }))]);
      }
      const due = await storage.due({ kind: "run", at: 300, limit: 10 });
      assert.deepEqual(
        due.map((record) => record.tenant),
        ["tenant_2", "tenant_3", "tenant_1"],
      );
    },
  },
  {
    name: "finds the few that are due among hundreds",
    async run(storage) {
      const dueTimes = Array.from({ length: 300 }, (_, index) =>
        index % 50 === 0 ? 300 - index : null,
      );
      await addRuns(storage, dueTimes);
      assert.deepEqual(await dueRuns(storage, 200, 2), ["run_250", "run_200"]);
    },
  },
];

async function addRuns(
  storage: Storage,
  dueTimes: readonly (number | null)[],
): Promise<StorageRecord[]> {
  const records = dueTimes.map((dueAt, index) =>
    sample("run", `run_${index}`, { sequence: index, dueAt }),
  );
  await storage.commit(tenant, records.map(insert));
  return records;
}

async function dueRuns(storage: Storage, at: number, limit = 100): Promise<string[]> {
  return idsOf(await storage.due({ kind: "run", at, limit }));
}
