import type { StorageInsert, StorageRecord, StorageUpdate } from "@inhouse/contracts";

type Change = Partial<StorageRecord>;

export const tenant = "default";

export function thread(id: string, change: Change = {}): StorageRecord {
  const place = { partition: id, parent: "", sequence: 0 };
  return { ...place, ...common, kind: "thread", id, keys: {}, ...change };
}

export function message(threadId: string, sequence: number, change: Change = {}): StorageRecord {
  const id = `msg_${threadId}_${sequence}`;
  const place = { partition: threadId, parent: threadId, sequence };
  return { ...place, ...common, kind: "message", id, keys: { runId: "" }, ...change };
}

export function run(threadId: string, sequence: number, change: Change = {}): StorageRecord {
  const id = `run_${threadId}_${sequence}`;
  const place = { partition: threadId, parent: threadId, sequence };
  return { ...place, ...common, kind: "run", id, keys: { status: "queued" }, ...change };
}

export function log(
  runRecord: StorageRecord,
  sequence: number,
  change: Change = {},
): StorageRecord {
  const id = `${runRecord.id}_${sequence}`;
  const place = { partition: runRecord.partition, parent: runRecord.id, sequence };
  return { ...place, ...common, kind: "run_log", id, keys: {}, ...change };
}

export function insert(record: StorageRecord): StorageInsert {
  return { type: "insert", record };
}

export function update(record: StorageRecord, change: Change = {}): StorageUpdate {
  return { type: "update", record: { ...record, version: record.version + 1, ...change } };
}

const common = {
  tenant,
  version: 1,
  dueAt: null,
  value: { text: "some text that takes a little room. ".repeat(8) },
} as const;
