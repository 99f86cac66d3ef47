import type { StorageRecord } from "@inhouse/contracts";
import { recordKinds, StorageCorruptError } from "@inhouse/contracts";
import type { CollectionName } from "./collection.ts";
import { isOrdered } from "./collection.ts";
import { deepFreeze } from "./deep-freeze.ts";

/** A segment as its file shows it. */
export interface SegmentData extends CollectionName {
  readonly format: 1;
  readonly records: readonly RecordData[];
}

/** A record as its segment's file shows it: without what the file says once for all, and without what is empty. */
export interface RecordData extends Pick<StorageRecord, "id" | "version" | "sequence" | "value"> {
  readonly parent?: string;
  readonly dueAt?: number;
  readonly keys?: StorageRecord["keys"];
}

export function toSegmentData(
  { tenant, kind, partition }: CollectionName,
  records: readonly StorageRecord[],
): SegmentData {
  return { format: 1, tenant, kind, partition, records: records.map(toRecordData) };
}

/**
 * @param data - what stands in the file
 * @param path - the file, for the error
 * @throws StorageCorruptError if the file does not say what it must
 */
export function nameOfSegmentData(data: unknown, path: string): CollectionName {
  if (!isSegmentData(data)) {
    throw new StorageCorruptError(path, "it has not the form of a file of records");
  }
  const { tenant, kind, partition } = data;
  return { tenant, kind, partition };
}

/**
 * @param name - the collection that the file must belong to
 * @param data - what stands in the file
 * @param path - the file, for the error
 * @throws StorageCorruptError if the file does not say what it must
 */
export function toRecords(name: CollectionName, data: unknown, path: string): StorageRecord[] {
  const found = nameOfSegmentData(data, path);
  if (
    found.tenant !== name.tenant ||
    found.kind !== name.kind ||
    found.partition !== name.partition
  ) {
    throw new StorageCorruptError(path, "it holds the records of another file");
  }
  return (data as SegmentData).records.map((record) => toRecord(name, record));
}

function toRecordData(record: StorageRecord): RecordData {
  const { id, version, parent, sequence, dueAt, keys, value } = record;
  return {
    id,
    version,
    ...(!isOrdered(record.kind) && { parent }),
    sequence,
    ...(dueAt !== null && { dueAt }),
    ...(Object.keys(keys).length > 0 && { keys }),
    value,
  };
}

function toRecord({ tenant, kind, partition }: CollectionName, data: RecordData): StorageRecord {
  const { id, version, sequence, dueAt = null, keys = {}, value } = data;
  const parent = data.parent ?? (recordKinds[kind].parent === null ? "" : partition);
  const owner = kind === "thread" ? id : partition;
  return deepFreeze({
    tenant,
    kind,
    id,
    version,
    partition: owner,
    parent,
    sequence,
    dueAt,
    keys,
    value,
  });
}

function isSegmentData(data: unknown): data is SegmentData {
  if (!isObject(data) || data.format !== 1) return false;
  const { tenant, kind, partition, records } = data;
  return (
    typeof tenant === "string" &&
    typeof kind === "string" &&
    Object.hasOwn(recordKinds, kind) &&
    typeof partition === "string" &&
    Array.isArray(records) &&
    records.every(isRecordData)
  );
}

function isRecordData(record: unknown): record is RecordData {
  return (
    isObject(record) &&
    typeof record.id === "string" &&
    Number.isSafeInteger(record.version) &&
    Number.isSafeInteger(record.sequence) &&
    isObject(record.value) &&
    (record.parent === undefined || typeof record.parent === "string") &&
    (record.dueAt === undefined || Number.isSafeInteger(record.dueAt)) &&
    (record.keys === undefined || isObject(record.keys))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
