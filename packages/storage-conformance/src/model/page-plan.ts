import type { ListPosition, ListQuery, StorageRecord } from "@inhouse/contracts";
import type { ReferenceStorage } from "./reference-storage.ts";

/** A page of a list, before it is known what there is. */
export interface PagePlan extends Omit<ListQuery, "after" | "before"> {
  /** Which of the stored records it is the list of, with its parent and a key of its; null: it is as it says. */
  readonly pick: number | null;
  readonly after: PlacePlan | null;
  readonly before: PlacePlan | null;
}

/** A place where a page begins or ends. */
export interface PlacePlan extends ListPosition {
  /** Which of the list's records it is the place of; null: it is as it says, of whatever record or none. */
  readonly pick: number | null;
}

/** @returns the query, mostly of a list that has records and with places of some of them */
export function plannedPage(reference: ReferenceStorage, plan: PagePlan): ListQuery {
  const { pick, after, before, ...planned } = plan;
  const picked = pick === null ? undefined : reference.records[pick % reference.records.length];
  const query = picked === undefined ? planned : listOf(picked, planned);
  const all = reference.list({ ...query, limit: Number.POSITIVE_INFINITY });
  return {
    ...query,
    ...(after !== null && { after: placeOf(after, all) }),
    ...(before !== null && { before: placeOf(before, all) }),
  };
}

function listOf(record: StorageRecord, { key: plannedKey, ...planned }: ListQuery): ListQuery {
  const { tenant, kind, parent } = record;
  const [key] = Object.entries(record.keys).map(([name, value]) => ({ name, value }));
  const withKey = plannedKey !== undefined && key !== undefined;
  return { ...planned, tenant, kind, parent, ...(withKey && { key }) };
}

function placeOf(plan: PlacePlan, all: readonly ListPosition[]): ListPosition {
  const picked = plan.pick === null ? undefined : all[plan.pick % all.length];
  const { sequence, id } = picked ?? plan;
  return { sequence, id };
}
