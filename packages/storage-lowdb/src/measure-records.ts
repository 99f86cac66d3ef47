import type { RecordKind, RecordsSize } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import type { StoreState } from "./store-state.ts";

/**
 * Counts the records of a tenant, segment by segment, so that no more than one has to be loaded for it at a time. What is
 * committed meanwhile may count or not.
 */
export async function measureRecords(
  { collections, cache }: StoreState,
  tenant: string,
): Promise<Record<RecordKind, RecordsSize>> {
  const kinds = Object.keys(recordKinds) as RecordKind[];
  const none: RecordsSize = { count: 0, bytes: 0 };
  const sizes = Object.fromEntries(kinds.map((kind) => [kind, none])) as Record<
    RecordKind,
    RecordsSize
  >;
  for (const segment of collections.segmentsOf(tenant)) {
    if (segment.removed) continue;
    const content = cache.held(segment) ?? (await cache.loadUnlessRemoved(segment));
    const { kind } = segment.collection.name;
    const { count, bytes } = sizes[kind];
    const records = content?.records ?? [];
    const added = records.reduce((sum, { value }) => sum + jsonBytes(value), 0);
    sizes[kind] = { count: count + records.length, bytes: bytes + added };
  }
  return sizes;
}

function jsonBytes(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}
