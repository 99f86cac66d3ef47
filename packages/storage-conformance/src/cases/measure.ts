import assert from "node:assert/strict";
import type { RecordKind, RecordsSize, Storage, StorageRecord } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import { insert, messageOf, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

const nothing: RecordsSize = { count: 0, bytes: 0 };

/** Each value with the length of its JSON in bytes, counted by hand. */
const values: readonly (readonly [value: object, bytes: number])[] = [
  [{}, 2],
  [{ text: "abc" }, 14],
  [{ text: "é" }, 13],
  [{ text: "你好" }, 17],
  [{ text: "👩" }, 15],
  [{ text: "\n\u0007" }, 19],
  [{ é: '"' }, 11],
  [{ b: 1e21, a: [0.1, null] }, 26],
  [{ kept: 1, dropped: undefined }, 10],
];

/** How much there is. */
export const measureCases: readonly StorageCase[] = [
  {
    name: "measures every kind, also where there is nothing",
    async run(storage) {
      const { records } = await storage.measure(tenant);
      assert.deepEqual(Object.keys(records).toSorted(), Object.keys(recordKinds).toSorted());
      for (const size of Object.values(records)) assert.deepEqual(size, nothing);
    },
  },
  {
    name: "measures values as their JSON in bytes of UTF-8",
    async run(storage) {
      for (const [index, [value]] of values.entries()) {
        await storage.commit(tenant, [insert(messageOf("thread_1", `msg_${index}`, index, value))]);
      }
      const bytes = values.reduce((sum, [, each]) => sum + each, 0);
      await assertSizes(storage, { message: { count: values.length, bytes } });
    },
  },
  {
    name: "measures each kind by itself, in the catalog and in threads",
    async run(storage) {
      const kinds = Object.keys(recordKinds) as RecordKind[];
      const records = kinds.flatMap((kind, index) =>
        Array.from({ length: index + 1 }, (_, number) =>
          sample(kind, `${kind}_${number}`, { sequence: number, value: { kind } }),
        ),
      );
      await storage.commit(tenant, records.map(insert));
      await assertSizes(storage, sizesOf(records));
    },
  },
  {
    name: "measures a record in its newest version only",
    async run(storage) {
      const record = sample("run", "run_1", { value: { text: "long ".repeat(100) } });
      const file = sample("file", "file_1");
      await storage.commit(tenant, [insert(record), insert(file)]);
      await storage.commit(tenant, [update(record, { value: {} }), remove(file)]);
      await assertSizes(storage, { run: { count: 1, bytes: 2 } });
    },
  },
  {
    name: "measures no record of another tenant",
    async run(storage) {
      const mine = sample("run", "run_1");
      const theirs = { ...mine, tenant: "tenant_2", value: { more: "than mine" } };
      await storage.commit(tenant, [insert(mine)]);
      await storage.commit(theirs.tenant, [insert(theirs), insert({ ...theirs, id: "run_2" })]);
      await assertSizes(storage, sizesOf([mine]));
    },
  },
  {
    name: "measures nothing of a deleted partition",
    async run(storage) {
      const messages = Array.from({ length: 100 }, (_, index) =>
        messageOf("thread_1", `msg_${index}`, index),
      );
      const left = messageOf("thread_2", "msg_left");
      await storage.commit(tenant, [...messages, sample("run", "run_1"), left].map(insert));
      await storage.commit(tenant, [{ type: "delete_partition", partition: "thread_1" }]);
      await assertSizes(storage, sizesOf([left]));
    },
  },
  {
    name: "says how much of the disk it takes, or that nobody knows",
    async run(storage) {
      const message = messageOf("thread_1", "msg_1", 0, { text: "0123456789".repeat(10_000) });
      await storage.commit(tenant, [insert(message)]);
      const { diskBytes } = await storage.measure("tenant_2");
      if (diskBytes === null) return;
      assert.ok(Number.isSafeInteger(diskBytes), `${diskBytes} is no number of bytes`);
      assert.ok(diskBytes > 0, "what was committed takes nothing");
    },
  },
];

function sizesOf(records: readonly StorageRecord[]): Partial<Record<RecordKind, RecordsSize>> {
  const sizes: Partial<Record<RecordKind, RecordsSize>> = {};
  for (const { kind, value } of records) {
    const { count, bytes } = sizes[kind] ?? nothing;
    const added = new TextEncoder().encode(JSON.stringify(value)).byteLength;
    sizes[kind] = { count: count + 1, bytes: bytes + added };
  }
  return sizes;
}

/** These are the sizes of the tenant's kinds, and of every other kind there is nothing. */
async function assertSizes(
  storage: Storage,
  expected: Partial<Record<RecordKind, RecordsSize>>,
): Promise<void> {
  const kinds = Object.keys(recordKinds) as RecordKind[];
  const all = Object.fromEntries(kinds.map((kind) => [kind, expected[kind] ?? nothing]));
  assert.deepEqual((await storage.measure(tenant)).records, all);
}
