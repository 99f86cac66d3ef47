import type { Storage, StorageRecord, StorageWrite } from "@inhouse/contracts";
import { assertStorageBatch, StorageError } from "@inhouse/contracts";
import { copyJson } from "./copy-json.ts";
import { judgeBatch } from "./judge-batch.ts";
import { memoryBlobs } from "./memory-blobs.ts";
import { RecordTable } from "./record-table.ts";

/**
 * Keeps everything in this process's memory, and forgets it when the process ends. The default of a runtime, and the
 * adapter that the others are measured by.
 *
 * @returns an empty storage
 */
export function memoryStorage(): Storage {
  const table = new RecordTable();
  let closed = false;
  const assertOpen = (): void => {
    if (closed) throw new StorageError("This storage was closed. Open a new one.", "no");
  };
  return {
    capabilities: { shared: false, durable: false },
    blobs: memoryBlobs(assertOpen),
    async get(tenant, kind, id) {
      assertOpen();
      return table.get(tenant, kind, id);
    },
    async list(query) {
      assertOpen();
      return table.list(query);
    },
    async due(query) {
      assertOpen();
      return table.due(query);
    },
    async measure(tenant) {
      assertOpen();
      return { records: table.measure(tenant), diskBytes: null };
    },
    async commit(tenant, writes) {
      assertOpen();
      assertStorageBatch(tenant, writes);
      const copies = writes.map(ownCopy);
      judgeBatch(table, tenant, copies);
      for (const write of copies) apply(table, tenant, write);
    },
    async close() {
      closed = true;
    },
  };
}

function apply(table: RecordTable, tenant: string, write: StorageWrite): void {
  if (write.type === "insert") table.insert(write.record);
  else if (write.type === "update") table.update(write.record);
  else if (write.type === "delete") table.delete(tenant, write.kind, write.id);
  else if (write.type === "delete_partition") table.deletePartition(tenant, write.partition);
}

function ownCopy(write: StorageWrite): StorageWrite {
  if (!("record" in write)) return write;
  try {
    return { type: write.type, record: copyRecord(write.record) };
  } catch (error) {
    const { kind, id } = write.record;
    const problem = `The value of the ${kind} '${id}' has no form in JSON. Nothing was written.`;
    throw new StorageError(problem, "no", { cause: error });
  }
}

function copyRecord(record: StorageRecord): StorageRecord {
  return Object.freeze({
    tenant: record.tenant,
    kind: record.kind,
    id: record.id,
    version: record.version,
    partition: record.partition,
    parent: record.parent,
    sequence: record.sequence,
    dueAt: record.dueAt,
    keys: copyJson(record.keys),
    value: copyJson(record.value),
  });
}
