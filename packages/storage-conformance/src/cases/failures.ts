import assert from "node:assert/strict";
import type { RecordKind, Storage, StorageRecord } from "@inhouse/contracts";
import { readEverything } from "../read-everything.ts";
import type { RecordChange } from "../samples.ts";
import { insert, remove, sample, update } from "../samples.ts";
import type { StorageFaultCase } from "../storage-case.ts";

const threads = ["thread_1", "thread_2"];

/** More than fit into one file or one statement of an adapter that splits. */
const many = 150;

/** What is left when something fails on the way. */
export const failureCases: readonly StorageFaultCase[] = [
  {
    name: "has made a commit that failed as a whole or not at all, and says which or that it does not know",
    surely: true,
    async prepare(storage, tenant) {
      const gone = of(tenant, "message", "gone", { partition: "thread_2", parent: "thread_2" });
      await storage.commit(tenant, [...recordsOf(tenant), gone].map(insert));
    },
    async act(storage, tenant) {
      const [run, log, file, assistant] = recordsOf(tenant);
      assert.ok(run && log && file && assistant);
      await storage.commit(tenant, [
        update(run, {
          dueAt: 9,
          keys: { status: "failed" },
          value: { long: "text ".repeat(5000) },
        }),
        insert(of(tenant, "message", "new", { sequence: 3 })),
        insert(of(tenant, "run_log", "new", { sequence: 4 })),
        remove(log),
        update(file, { keys: { threadId: "thread_2" } }),
        { type: "delete_partition", partition: "thread_2" },
        { type: "check", kind: "assistant", id: assistant.id, expectedVersion: 1 },
      ]);
    },
    read: readRecords,
  },
  {
    name: "has made the first commit, on the way to which opening may fail, as a whole or not at all",
    fresh: true,
    surely: true,
    prepare: async () => {},
    act: (storage, tenant) => storage.commit(tenant, recordsOf(tenant).map(insert)),
    read: readRecords,
  },
  {
    name: "has deleted a partition of many records as a whole or not at all when that failed",
    surely: true,
    async prepare(storage, tenant) {
      const messages = Array.from({ length: many }, (_, sequence) =>
        of(tenant, "message", `msg_${sequence}`, { sequence }),
      );
      await storage.commit(tenant, [...recordsOf(tenant), ...messages].map(insert));
    },
    act: (storage, tenant) =>
      storage.commit(tenant, [{ type: "delete_partition", partition: "thread_1" }]),
    read: readRecords,
  },
  {
    name: "reads what is there or says that it failed",
    prepare: (storage, tenant) => storage.commit(tenant, recordsOf(tenant).map(insert)),
    act: (storage, tenant) => readRecords(storage, tenant).then(assertRead),
    read: readRecords,
  },
  {
    name: "has the old bytes of a blob or the new ones when they could not be replaced",
    prepare: (storage, tenant) => storage.blobs.put(`${tenant}/file`, new Uint8Array(5000).fill(1)),
    act: (storage, tenant) => storage.blobs.put(`${tenant}/file`, new Uint8Array(7000).fill(2)),
    read: readBlob,
  },
  {
    name: "has all bytes of a blob or none when it could not be deleted",
    prepare: (storage, tenant) => storage.blobs.put(`${tenant}/file`, new Uint8Array(5000).fill(1)),
    act: (storage, tenant) => storage.blobs.delete(`${tenant}/file`),
    read: readBlob,
  },
  {
    name: "loses nothing when it could not be closed",
    async prepare(storage, tenant) {
      const records = recordsOf(tenant);
      await storage.commit(tenant, records.map(insert));
      const [run, log] = records;
      assert.ok(run && log);
      await storage.commit(tenant, [update(run, { dueAt: null }), remove(log)]);
    },
    act: (storage) => storage.close(),
    read: readRecords,
  },
];

function of(
  tenant: string,
  kind: RecordKind,
  id: string,
  change: RecordChange = {},
): StorageRecord {
  return sample(kind, id, { tenant, ...change });
}

/** A run, one entry of its log, and a record of the catalog with a key and one without. */
function recordsOf(tenant: string): readonly StorageRecord[] {
  return [
    of(tenant, "run", "run_1", { dueAt: 5, keys: { status: "queued" } }),
    of(tenant, "run_log", "log_1", { sequence: 1 }),
    of(tenant, "file", "file_1", { keys: { threadId: "thread_1" } }),
    of(tenant, "assistant", "asst_1"),
  ];
}

function readRecords(storage: Storage, tenant: string): Promise<readonly unknown[]> {
  return readEverything(storage, tenant, threads);
}

function assertRead(found: readonly unknown[]): void {
  assert.equal(found.length, recordsOf("").length);
}

/** @returns how many bytes there are, and which; null: no blob */
async function readBlob({ blobs }: Storage, tenant: string): Promise<object | null> {
  const bytes = await blobs.get(`${tenant}/file`);
  return bytes === undefined ? null : { length: bytes.length, values: [...new Set(bytes)] };
}
