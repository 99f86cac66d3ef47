import type {
  ListQuery,
  RecordKind,
  StorageDelete,
  StorageInsert,
  StorageRecord,
  StorageUpdate,
} from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";

export const tenant = "tenant_1";

export type RecordChange = Partial<Omit<StorageRecord, "kind" | "id">>;

/** A record as the runtime would insert it; a message or run is in `thread_1`, a log entry belongs to `run_1`. */
export function sample(kind: RecordKind, id: string, change: RecordChange = {}): StorageRecord {
  const { parent, partition, keys } = recordKinds[kind];
  return {
    tenant,
    kind,
    id,
    version: 1,
    partition: partition === "catalog" ? "" : kind === "thread" ? id : "thread_1",
    parent: parent === null ? "" : `${parent}_1`,
    sequence: 0,
    dueAt: null,
    keys: Object.fromEntries(keys.map((name) => [name, ""])),
    value: { id },
    ...change,
  };
}

/** A message of any thread. */
export function messageOf(
  thread: string,
  id: string,
  sequence = 0,
  value: object = { id },
): StorageRecord {
  return sample("message", id, { partition: thread, parent: thread, sequence, value });
}

export function insert(record: StorageRecord): StorageInsert {
  return { type: "insert", record };
}

/** The next version of a record. */
export function update(record: StorageRecord, change: RecordChange = {}): StorageUpdate {
  return { type: "update", record: { ...record, version: record.version + 1, ...change } };
}

export function remove(record: StorageRecord): StorageDelete {
  return {
    type: "delete",
    kind: record.kind,
    id: record.id,
    expectedVersion: record.version,
  };
}

/** A query for all messages of `thread_1`, oldest first. */
export function messagesOf(change: Partial<ListQuery> = {}): ListQuery {
  return { tenant, kind: "message", parent: "thread_1", order: "asc", limit: 1000, ...change };
}

export function idsOf(records: readonly StorageRecord[]): string[] {
  return records.map((record) => record.id);
}
