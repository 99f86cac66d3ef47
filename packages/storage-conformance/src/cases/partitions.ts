import assert from "node:assert/strict";
import type { StorageRecord, StorageWrite } from "@inhouse/contracts";
import { assertAbsent, assertStored } from "../expectations.ts";
import { idsOf, insert, messageOf, messagesOf, sample, tenant } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

const whole: StorageWrite = { type: "delete_partition", partition: "thread_1" };

/** A thread goes with everything that belongs to it, and with nothing else. */
export const partitionCases: readonly StorageCase[] = [
  {
    name: "deletes a partition with records of every kind in it",
    async run(storage) {
      const inside = recordsOf("thread_1");
      await storage.commit(tenant, inside.map(insert));
      await storage.commit(tenant, [whole]);
      for (const record of inside) await assertAbsent(storage, record);
      assert.deepEqual(await storage.list(messagesOf()), []);
      assert.deepEqual(await storage.due({ kind: "run", at: 100, limit: 10 }), []);
    },
  },
  {
    name: "deletes nothing outside the partition",
    async run(storage) {
      const outside = [
        ...recordsOf("thread_2"),
        ...recordsOf("thread_10"),
        sample("assistant", "thread_1"),
        sample("file", "file_1", { keys: { threadId: "thread_1" } }),
      ];
      const foreign = recordsOf("thread_1").map((record) => ({ ...record, tenant: "tenant_2" }));
      await storage.commit(tenant, [...recordsOf("thread_1"), ...outside].map(insert));
      await storage.commit("tenant_2", foreign.map(insert));
      await storage.commit(tenant, [whole]);
      for (const record of [...outside, ...foreign]) await assertStored(storage, record);
    },
  },
  {
    name: "deletes a partition of hundreds of records",
    async run(storage) {
      const messages = Array.from({ length: 300 }, (_, index) =>
        messageOf("thread_1", `msg_${index}`, index),
      );
      await storage.commit(tenant, messages.map(insert));
      await storage.commit(tenant, [whole]);
      assert.deepEqual(await storage.list(messagesOf()), []);
      await assertAbsent(storage, messageOf("thread_1", "msg_150"));
    },
  },
  {
    name: "takes the deletion of a partition without records as done",
    async run(storage) {
      await storage.commit(tenant, [whole, insert(sample("file", "file_1"))]);
      await assertStored(storage, sample("file", "file_1"));
    },
  },
  {
    name: "fills a deleted partition anew",
    async run(storage) {
      const before = [0, 1, 2].map((index) => messageOf("thread_1", `old_${index}`, index));
      await storage.commit(tenant, before.map(insert));
      await storage.commit(tenant, [whole]);
      await storage.commit(tenant, [insert(messageOf("thread_1", "new_1", 1))]);
      assert.deepEqual(idsOf(await storage.list(messagesOf())), ["new_1"]);
    },
  },
];

/** A thread as the runtime leaves it: a message, a step, a run that is due, and the run's log. */
function recordsOf(thread: string): StorageRecord[] {
  const place = { partition: thread, parent: thread };
  const run = `run_of_${thread}`;
  return [
    sample("thread", thread),
    messageOf(thread, `msg_of_${thread}`),
    sample("step", `step_of_${thread}`, place),
    sample("run", run, { ...place, dueAt: 10 }),
    sample("run_log", `${run}_1`, { partition: thread, parent: run }),
  ];
}
