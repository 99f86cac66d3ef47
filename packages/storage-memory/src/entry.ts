import type { StorageRecord } from "@inhouse/contracts";
import { compareListPositions } from "@inhouse/contracts";

/** Where a record is kept: the same object in every index, so that an update is one assignment. */
export interface Entry {
  record: StorageRecord;
}

export function compareByPosition(left: Entry, right: Entry): number {
  return compareListPositions(left.record, right.record);
}

/** By due time; the rest only makes the order total. */
export function compareByDueTime(left: Entry, right: Entry): number {
  return (
    Number(left.record.dueAt) - Number(right.record.dueAt) ||
    compareText(left.record.tenant, right.record.tenant) ||
    compareText(left.record.id, right.record.id)
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
