import type { StorageInsert, StorageRecord, StorageUpdate } from "@inhouse/contracts";

type Change = Partial<StorageRecord>;

export const tenant = "default";

const common = { tenant, version: 1, dueAt: null, keys: {}, value: { text: "Hello" } } as const;

export function thread(id: string, change: Change = {}): StorageRecord {
  return { ...common, kind: "thread", id, partition: id, parent: "", sequence: 0, ...change };
}

export function message(threadId: string, sequence: number, change: Change = {}): StorageRecord {
  const place = { partition: threadId, parent: threadId, sequence };
  const id = `msg_${threadId}_${sequence}`;
  return { ...common, ...place, kind: "message", id, keys: { runId: "" }, ...change };
}

export function step(threadId: string, sequence: number, change: Change = {}): StorageRecord {
  return {
    ...message(threadId, sequence),
    kind: "step",
    id: `step_${threadId}_${sequence}`,
    ...change,
  };
}

export function run(threadId: string, sequence: number, change: Change = {}): StorageRecord {
  const place = { partition: threadId, parent: threadId, sequence };
  const id = `run_${threadId}_${sequence}`;
  return { ...common, ...place, kind: "run", id, keys: { status: "queued" }, ...change };
}

export function log(of: StorageRecord, sequence: number, change: Change = {}): StorageRecord {
  const place = { partition: of.partition, parent: of.id, sequence };
  return { ...common, ...place, kind: "run_log", id: `${of.id}_${sequence}`, ...change };
}

export function insert(record: StorageRecord): StorageInsert {
  return { type: "insert", record };
}

export function update(record: StorageRecord, change: Change = {}): StorageUpdate {
  return { type: "update", record: { ...record, version: record.version + 1, ...change } };
}
