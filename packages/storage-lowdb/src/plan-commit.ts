import type { StorageRecord, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";
import { collectionOf } from "./collection.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { FoundRecord } from "./find-record.ts";
import { findRecord } from "./find-record.ts";
import type { JournalPut, JournalWrite } from "./journal-entry.ts";
import { SegmentPlacer } from "./segment-placer.ts";
import type { ContentOf, StoreState } from "./store-state.ts";

/**
 * Judges a batch, and says what it comes to.
 *
 * @param state - what is there
 * @param contentOf - the contents
 * @param tenant - whose batch
 * @param writes - the batch, with records that nobody else holds
 * @returns what to journal and to apply; nothing if the batch only checks
 * @throws StorageConflictError if a condition does not hold
 */
export function planCommit(
  state: StoreState,
  contentOf: ContentOf,
  tenant: string,
  writes: readonly StorageWrite[],
): JournalWrite[] {
  const placer = new SegmentPlacer(state.collections, contentOf);
  const find = (kind: StorageRecord["kind"], id: string): FoundRecord | undefined =>
    findRecord(state, contentOf, tenant, kind, id);
  const planned: JournalWrite[] = [];
  for (const write of writes) {
    if (write.type === "delete_partition") {
      const thread = find("thread", write.partition);
      if (thread !== undefined) planned.push(deletion(thread));
      planned.push({ type: "delete_partition", partition: write.partition });
      continue;
    }
    const { kind, id } = "record" in write ? write.record : write;
    const found = find(kind, id);
    if ((found?.record.version ?? 0) !== expectedVersion(write)) {
      throw new StorageConflictError(kind, id);
    }
    if (write.type === "check") continue;
    if (write.type === "insert") planned.push(placer.place(write.record));
    else if (found !== undefined) {
      planned.push(write.type === "update" ? replacement(found, write.record) : deletion(found));
    }
  }
  return planned;
}

/**
 * @returns the batch with records of its own, as plain JSON
 * @throws StorageError if JSON has no form for a value
 */
export function ownWrites(writes: readonly StorageWrite[]): StorageWrite[] {
  return writes.map((write) =>
    "record" in write ? { type: write.type, record: ownRecord(write.record) } : write,
  );
}

function ownRecord(record: StorageRecord): StorageRecord {
  const { tenant, kind, id, version, partition, parent, sequence, dueAt, keys, value } = record;
  const fields = { tenant, kind, id, version, partition, parent, sequence, dueAt, keys, value };
  try {
    return deepFreeze(JSON.parse(JSON.stringify(fields)) as StorageRecord);
  } catch (error) {
    const problem = `The value of the ${kind} '${id}' has no form in JSON. Nothing was written.`;
    throw new StorageError(problem, "no", { cause: error });
  }
}

function expectedVersion(write: Exclude<StorageWrite, { type: "delete_partition" }>): number {
  return "record" in write ? write.record.version - 1 : write.expectedVersion;
}

function replacement({ record: stored, segment }: FoundRecord, record: StorageRecord): JournalPut {
  if (
    stored.partition !== record.partition ||
    stored.parent !== record.parent ||
    stored.sequence !== record.sequence
  ) {
    throw new StorageError(
      `The update of the ${record.kind} '${record.id}' would move it to another place. Nothing was written.`,
      "no",
    );
  }
  return { type: "put", segment: segment.start, record };
}

function deletion({ record, segment }: FoundRecord): JournalWrite {
  const { kind, partition } = collectionOf(record);
  return { type: "delete", segment: segment.start, kind, id: record.id, partition };
}
