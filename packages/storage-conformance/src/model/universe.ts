import type { RecordKind, StorageRecord } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";

/** The small world of a model run: so few names that everything meets everything. */

export const tenants = ["tenant", "Tenant"] as const;

export const kinds = Object.keys(recordKinds) as readonly RecordKind[];

/** Threads are also the partitions. */
export const threads = ["t", "T"] as const;

/** In the order of code units that is not the order of any language. */
export const ids = ["B", "a", "a1", "a_", "b", "Ä"] as const;

export const keyValues = ["", "x", "X"] as const;

export const texts = ["", "plain", "Grüße 你好 👩"] as const;

export const blobKeys = ["a", "A", "a/b"] as const;

/** The highest sequence, due time and length of a page. */
export const highest = 3;

/** Everything that a record is, apart from its place, by small numbers. */
export interface RecordPlan {
  readonly kind: RecordKind;
  /** Which thread it belongs to, if it belongs to one. */
  readonly thread: number;
  /** Which name it has. */
  readonly name: number;
  readonly sequence: number;
  readonly dueAt: number | null;
  readonly keyValue: string;
  readonly text: string;
}

/** @returns the names that records of a kind have in a thread; a run's name says which thread it is in */
export function namesOf(kind: RecordKind, thread: number): readonly string[] {
  if (kind === "thread") return threads;
  if (kind !== "run") return ids;
  return ids.filter((_, index) => index % threads.length === thread);
}

/** @returns the parents that records of a kind have, of all threads */
export function parentsOf(kind: RecordKind): readonly string[] {
  const { parent } = recordKinds[kind];
  if (parent === null) return [""];
  return parent === "thread" ? threads : ids;
}

/** @returns a new record, of a name that may be taken */
export function plannedRecord(tenant: string, plan: RecordPlan): StorageRecord {
  const { kind, thread, name, sequence, dueAt } = plan;
  const names = namesOf(kind, thread);
  const id = names[name % names.length] ?? "";
  return {
    tenant,
    kind,
    id,
    version: 1,
    ...placeOf(plan, id),
    sequence,
    dueAt,
    ...contentOf(plan),
  };
}

/** @returns what an update changes */
export function contentOf({
  kind,
  keyValue,
  text,
}: Pick<RecordPlan, "kind" | "keyValue" | "text">): Pick<StorageRecord, "keys" | "value"> {
  const keys = Object.fromEntries(recordKinds[kind].keys.map((key) => [key, keyValue]));
  return { keys, value: { text } };
}

function placeOf(plan: RecordPlan, id: string): Pick<StorageRecord, "parent" | "partition"> {
  const { parent, partition } = recordKinds[plan.kind];
  const thread = threads[plan.thread] ?? "";
  if (partition === "catalog") return { parent: "", partition: "" };
  if (parent === null) return { parent: "", partition: id };
  if (parent === "thread") return { parent: thread, partition: thread };
  const parents = namesOf(parent, plan.thread);
  return { parent: parents[plan.sequence % parents.length] ?? "", partition: thread };
}
