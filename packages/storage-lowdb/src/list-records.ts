import type { ListPosition, ListQuery, StorageRecord } from "@inhouse/contracts";
import { compareListPositions, recordKinds } from "@inhouse/contracts";
import type { Segment } from "./collection.ts";
import { isOrdered } from "./collection.ts";
import { keyPrint, parentPrint } from "./fingerprints.ts";
import type { ContentOf, StoreState } from "./store-state.ts";

/** A query's borders by size instead of by direction. */
interface Range {
  readonly lower: ListPosition | undefined;
  readonly upper: ListPosition | undefined;
}

/** @returns the page that a query asks for, looking at no more segments than it takes */
export function listRecords(
  state: StoreState,
  contentOf: ContentOf,
  query: ListQuery,
): StorageRecord[] {
  const { after, before, order, limit } = query;
  const range = order === "asc" ? { lower: after, upper: before } : { lower: before, upper: after };
  const ordered = isOrdered(query.kind);
  const segments = segmentsOf(state, query).filter(
    (segment) => !ordered || mayHold(segment, range),
  );
  if (order === "desc") segments.reverse();
  const found: StorageRecord[] = [];
  for (const segment of segments) {
    if (ordered && found.length >= limit) break;
    const matching = contentOf(segment).records.filter((record) => matches(record, query, range));
    found.push(...(order === "asc" ? matching : matching.reverse()));
  }
  if (!ordered) {
    found.sort((left, right) => {
      const difference = compareListPositions(left, right);
      return order === "asc" ? difference : -difference;
    });
  }
  return found.slice(0, limit);
}

/** @returns the segments to look into, in order */
function segmentsOf(state: StoreState, query: ListQuery): Segment[] {
  const { tenant, kind, parent, key } = query;
  if (key !== undefined) return indexed(state, query, keyPrint(tenant, kind, parent, key));
  if (!isOrdered(kind)) return indexed(state, query, parentPrint(tenant, kind, parent));
  const partition = recordKinds[kind].parent === null ? "" : parent;
  return [...(state.collections.find({ tenant, kind, partition })?.segments ?? [])];
}

function indexed(state: StoreState, { tenant, kind }: ListQuery, print: number): Segment[] {
  return state.index
    .find(print)
    .filter(({ collection: { name } }) => name.tenant === tenant && name.kind === kind)
    .sort((left, right) => left.start - right.start);
}

function mayHold(segment: Segment, { lower, upper }: Range): boolean {
  const { collection } = segment;
  const reach = collection.reach(segment);
  if (upper !== undefined && reach > upper.sequence) return false;
  if (lower === undefined) return true;
  const first = collection.covering(lower.sequence);
  return first === undefined || reach >= collection.reach(first);
}

function matches(
  record: StorageRecord,
  { parent, key }: ListQuery,
  { lower, upper }: Range,
): boolean {
  return (
    record.parent === parent &&
    (key === undefined || record.keys[key.name] === key.value) &&
    (lower === undefined || compareListPositions(record, lower) > 0) &&
    (upper === undefined || compareListPositions(record, upper) < 0)
  );
}
