import type { DueQuery, StorageRecord } from "@inhouse/contracts";
import type { ContentOf, StoreState } from "./store-state.ts";

/** @returns what is due, looking into no segment whose earliest record comes too late to count */
export function dueRecords(
  state: StoreState,
  contentOf: ContentOf,
  { kind, at, limit }: DueQuery,
): StorageRecord[] {
  const segments = [...state.dueSegments(kind)]
    .filter((segment) => Number(segment.dueAt) <= at)
    .sort((left, right) => Number(left.dueAt) - Number(right.dueAt));
  let found: StorageRecord[] = [];
  for (const segment of segments) {
    const last = found[limit - 1];
    if (last !== undefined && Number(last.dueAt) <= Number(segment.dueAt)) break;
    for (const record of contentOf(segment).records) {
      if (record.dueAt !== null && record.dueAt <= at) found.push(record);
    }
    found = found.sort((left, right) => Number(left.dueAt) - Number(right.dueAt)).slice(0, limit);
  }
  return found;
}
