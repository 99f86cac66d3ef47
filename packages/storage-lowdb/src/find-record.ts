import type { RecordKind, StorageRecord } from "@inhouse/contracts";
import type { Segment } from "./collection.ts";
import { idPrint } from "./fingerprints.ts";
import type { ContentOf, StoreState } from "./store-state.ts";

/** A record, and the segment that it is in. */
export interface FoundRecord {
  readonly record: StorageRecord;
  readonly segment: Segment;
}

export function findRecord(
  state: StoreState,
  contentOf: ContentOf,
  tenant: string,
  kind: RecordKind,
  id: string,
): FoundRecord | undefined {
  for (const segment of state.index.find(idPrint(tenant, kind, id))) {
    const { name } = segment.collection;
    if (name.tenant !== tenant || name.kind !== kind) continue;
    const record = contentOf(segment).find(id);
    if (record !== undefined) return { record, segment };
  }
  return undefined;
}
