import type { StorageRecord, StorageWrite } from "@inhouse/contracts";
import type { ReferenceStorage } from "./reference-storage.ts";
import type { RecordPlan } from "./universe.ts";
import { contentOf, namesOf, plannedRecord, threads } from "./universe.ts";

/** A write, before it is known what is stored. */
export interface WritePlan extends RecordPlan {
  readonly type: StorageWrite["type"];
  /** Which of the stored records, for writes of one that is there. */
  readonly pick: number;
  /** How far the expected version is off; almost always 0. */
  readonly drift: number;
  /** Whether it is about a name without regard to what is stored; almost never. */
  readonly blind: boolean;
}

/**
 * Makes a batch of plans: mostly one that can be written, now and then one that conflicts.
 *
 * @returns a batch that a storage may write; it may be empty
 */
export function plannedBatch(
  reference: ReferenceStorage,
  tenant: string,
  plans: readonly WritePlan[],
): readonly StorageWrite[] {
  const partitions = new Set<string>(
    plans
      .filter(({ type }) => type === "delete_partition")
      .map(({ thread }) => threads[thread] ?? ""),
  );
  const taken = new Set<string>();
  const writes = plans.flatMap((plan): StorageWrite[] => {
    if (plan.type === "delete_partition") return [];
    const target = targetOf(reference, tenant, plan, taken);
    const name = `${target.kind}/${target.id}`;
    const isDeleted = plan.type !== "check" && partitions.has(target.partition);
    if (taken.has(name) || isDeleted) return [];
    taken.add(name);
    return [plannedWrite(plan, target)];
  });
  const deletions = [...partitions].map(
    (partition) => ({ type: "delete_partition", partition }) as const,
  );
  return [...writes, ...deletions];
}

/** @returns the record that a write is about: one that is stored, or one of version 0 that is not */
function targetOf(
  reference: ReferenceStorage,
  tenant: string,
  plan: WritePlan,
  taken: ReadonlySet<string>,
): StorageRecord {
  const planned = { ...plannedRecord(tenant, plan), version: 0 };
  if (plan.blind) return reference.get(tenant, planned) ?? planned;
  if (plan.type !== "insert") {
    const stored = reference.of(tenant);
    return stored[plan.pick % Math.max(1, stored.length)] ?? planned;
  }
  const free = namesOf(plan.kind, plan.thread)
    .map((_, index) => ({ ...plannedRecord(tenant, { ...plan, name: index }), version: 0 }))
    .filter((record) => reference.get(tenant, record) === undefined)
    .filter((record) => !taken.has(`${record.kind}/${record.id}`));
  return free[plan.name % Math.max(1, free.length)] ?? reference.get(tenant, planned) ?? planned;
}

function plannedWrite(plan: WritePlan, target: StorageRecord): StorageWrite {
  const { kind, id, version } = target;
  const { type, drift, dueAt } = plan;
  const record = { ...target, dueAt, ...contentOf({ ...plan, kind }) };
  if (type === "insert") return { type, record: { ...record, version: 1 } };
  if (type === "update") {
    // Of a record that is not there, no version is right, not even that of one which another commit inserts just now.
    const next = version === 0 ? 9 : Math.max(2, version + 1 + drift);
    return { type, record: { ...record, version: next } };
  }
  if (type === "check") return { type, kind, id, expectedVersion: Math.max(0, version + drift) };
  return { type: "delete", kind, id, expectedVersion: Math.max(1, version + drift) };
}
