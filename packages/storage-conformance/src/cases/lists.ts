import assert from "node:assert/strict";
import type { Storage } from "@inhouse/contracts";
import { idsOf, insert, messageOf, messagesOf, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** Which records a list holds, in which order. */
export const listCases: readonly StorageCase[] = [
  {
    name: "lists nothing where there is nothing",
    async run(storage) {
      assert.deepEqual(await storage.list(messagesOf()), []);
    },
  },
  {
    name: "lists by sequence in both directions, whatever the order of insertion",
    async run(storage) {
      for (const sequence of [3, 1, 4, 0, 2]) await add(storage, sequence);
      const ids = ["msg_0", "msg_1", "msg_2", "msg_3", "msg_4"];
      assert.deepEqual(idsOf(await storage.list(messagesOf())), ids);
      const descending = await storage.list(messagesOf({ order: "desc" }));
      assert.deepEqual(idsOf(descending), ids.toReversed());
    },
  },
  {
    name: "orders sequences as numbers up to the largest safe integer",
    async run(storage) {
      const sequences = [Number.MAX_SAFE_INTEGER, 9, 10, 4_294_967_296, Date.UTC(2026, 1) * 1000];
      for (const sequence of sequences) await add(storage, sequence);
      const listed = await storage.list(messagesOf());
      const expected = sequences.toSorted((left, right) => left - right);
      assert.deepEqual(
        listed.map((record) => record.sequence),
        expected,
      );
    },
  },
  {
    name: "orders records of one sequence by id in code units",
    async run(storage) {
      const ids = ["b", "B", "a", "a1", "Z", "_", "0"];
      const records = ids.map((id) => messageOf("thread_1", id, 7));
      await storage.commit(tenant, records.map(insert));
      const expected = ["0", "B", "Z", "_", "a", "a1", "b"];
      assert.deepEqual(idsOf(await storage.list(messagesOf())), expected);
      const descending = await storage.list(messagesOf({ order: "desc" }));
      assert.deepEqual(idsOf(descending), expected.toReversed());
    },
  },
  {
    name: "lists whole records in their newest version",
    async run(storage) {
      const record = messageOf("thread_1", "msg_1", 5);
      await storage.commit(tenant, [insert(record)]);
      const next = update(record, { keys: { runId: "run_1" }, value: { text: "new" } });
      await storage.commit(tenant, [next]);
      assert.deepEqual(await storage.list(messagesOf()), [next.record]);
    },
  },
  {
    name: "lists the records of one parent only",
    async run(storage) {
      const parents = ["thread_1", "thread_2", "thread_10", "thread", "THREAD_1"];
      const records = parents.map((parent, index) => messageOf(parent, `msg_${index}`));
      await storage.commit(tenant, records.map(insert));
      assert.deepEqual(idsOf(await storage.list(messagesOf())), ["msg_0"]);
      const upper = await storage.list(messagesOf({ parent: "THREAD_1" }));
      assert.deepEqual(idsOf(upper), ["msg_4"]);
    },
  },
  {
    name: "lists the records of one kind only",
    async run(storage) {
      const records = [
        sample("message", "msg_1"),
        sample("step", "step_1"),
        sample("run", "run_1"),
      ];
      await storage.commit(tenant, records.map(insert));
      assert.deepEqual(idsOf(await storage.list(messagesOf({ kind: "step" }))), ["step_1"]);
    },
  },
  {
    name: "lists kinds without a parent",
    async run(storage) {
      const threads = [2, 0, 1].map((index) =>
        sample("thread", `thread_${index}`, { sequence: index }),
      );
      await storage.commit(tenant, threads.map(insert));
      const listed = await storage.list(messagesOf({ kind: "thread", parent: "", order: "desc" }));
      assert.deepEqual(idsOf(listed), ["thread_2", "thread_1", "thread_0"]);
    },
  },
  {
    name: "lists the log of one run in a thread that has several",
    async run(storage) {
      for (let index = 0; index < 90; index++) {
        const run = `run_${index % 3}`;
        const entry = { parent: run, sequence: index };
        await storage.commit(tenant, [insert(sample("run_log", `${run}_${index}`, entry))]);
      }
      const query = messagesOf({ kind: "run_log", parent: "run_1" });
      const listed = await storage.list(query);
      assert.equal(listed.length, 30);
      assert.ok(listed.every((record, index) => record.sequence === index * 3 + 1));
      const newest = await storage.list({ ...query, order: "desc", limit: 2 });
      assert.deepEqual(idsOf(newest), ["run_1_88", "run_1_85"]);
    },
  },
];

async function add(storage: Storage, sequence: number): Promise<void> {
  await storage.commit(tenant, [insert(messageOf("thread_1", `msg_${sequence}`, sequence))]);
}
