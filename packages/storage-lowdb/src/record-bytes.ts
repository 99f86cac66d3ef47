import type { StorageRecord } from "@inhouse/contracts";

const known = new WeakMap<StorageRecord, number>();

/** @returns about how long a record is in a file; the record must not change any more */
export function recordBytes(record: StorageRecord): number {
  const before = known.get(record);
  if (before !== undefined) return before;
  const bytes = JSON.stringify(record).length;
  known.set(record, bytes);
  return bytes;
}
