import assert from "node:assert/strict";
import type { RecordKind } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import { assertAbsent, assertStored } from "../expectations.ts";
import { insert, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** Writing, reading, replacing and removing one record. */
export const recordCases: readonly StorageCase[] = [
  {
    name: "reads undefined where there is no record",
    async run(storage) {
      assert.equal(await storage.get(tenant, "message", "msg_1"), undefined);
    },
  },
  {
    name: "gives back a record of every kind with all its fields",
    async run(storage) {
      const kinds = Object.keys(recordKinds) as RecordKind[];
      const records = kinds.map((kind, index) =>
        sample(kind, `${kind}_1`, {
          sequence: index * 1000,
          dueAt: index % 2 === 0 ? null : index,
          value: { kind, index },
        }),
      );
      await storage.commit(tenant, records.map(insert));
      for (const record of records) await assertStored(storage, record);
    },
  },
  {
    name: "keeps records of two kinds with one id apart",
    async run(storage) {
      const message = sample("message", "same", { value: { is: "message" } });
      const step = sample("step", "same", { value: { is: "step" } });
      await storage.commit(tenant, [insert(message), insert(step)]);
      await assertStored(storage, message);
      await assertStored(storage, step);
    },
  },
  {
    name: "replaces a record as a whole when it is updated",
    async run(storage) {
      const first = sample("run", "run_1", {
        sequence: 3,
        dueAt: 50,
        keys: { status: "queued" },
        value: { status: "queued", only: "in the first version" },
      });
      await storage.commit(tenant, [insert(first)]);
      const second = update(first, {
        dueAt: null,
        keys: { status: "completed" },
        value: { status: "completed" },
      });
      await storage.commit(tenant, [second]);
      await assertStored(storage, second.record);
    },
  },
  {
    name: "keeps no trace of a deleted record",
    async run(storage) {
      const record = sample("message", "msg_1");
      await storage.commit(tenant, [insert(record)]);
      await storage.commit(tenant, [remove(record)]);
      await assertAbsent(storage, record);
      const query = { tenant, kind: "message", parent: "thread_1", limit: 10 } as const;
      assert.deepEqual(await storage.list({ ...query, order: "asc" }), []);
    },
  },
  {
    name: "inserts a record anew after its deletion",
    async run(storage) {
      const record = sample("message", "msg_1");
      await storage.commit(tenant, [insert(record)]);
      await storage.commit(tenant, [remove(record)]);
      const again = { ...record, sequence: 9, value: { text: "again" } };
      await storage.commit(tenant, [insert(again)]);
      await assertStored(storage, again);
    },
  },
  {
    name: "counts versions through many updates",
    async run(storage) {
      let record = sample("thread", "thread_1", { value: { count: 0 } });
      await storage.commit(tenant, [insert(record)]);
      for (let count = 1; count <= 20; count++) {
        const write = update(record, { value: { count } });
        await storage.commit(tenant, [write]);
        record = write.record;
      }
      assert.equal(record.version, 21);
      await assertStored(storage, record);
    },
  },
];
