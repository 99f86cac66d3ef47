import type {
  StorageDelete,
  StorageInsert,
  StorageRecord,
  StorageUpdate,
  StorageWrite,
} from "@inhouse/contracts";
import { assertStorageBatch, StorageError } from "@inhouse/contracts";
import type { NewRow } from "../tables/record-row.ts";
import { rowOf } from "../tables/record-row.ts";
import { assertStorableTexts } from "../tables/storable-text.ts";
import type { TableLayout } from "../tables/table-layout.ts";
import { orderedLayouts, tableLayouts } from "../tables/table-layout.ts";

/** A record to write, as a row. */
export interface PlannedRow {
  readonly id: string;
  readonly row: NewRow;
}

/** A record that must have a version; 0: that must not exist. */
export interface PlannedCondition {
  readonly id: string;
  readonly expectedVersion: number;
}

/** What a commit does to one table. Everything is in the order of ids, in which commits lock. */
export interface TablePlan {
  readonly layout: TableLayout;
  readonly checks: readonly PlannedCondition[];
  readonly updates: readonly PlannedRow[];
  readonly deletes: readonly PlannedCondition[];
  readonly inserts: readonly PlannedRow[];
}

/** A commit, grouped by table, with nothing in it that the caller can still change. */
export interface CommitPlan {
  readonly tenant: string;
  /** When it is made, as an ISO text. */
  readonly time: string;
  /** The tables, in the order in which commits lock them. */
  readonly tables: readonly TablePlan[];
  /** The partitions that go as a whole. */
  readonly partitions: readonly string[];
  /** The partitions that it writes into; null among them: any. */
  readonly touched: ReadonlySet<string | null>;
  /** A measure of the work: one for each write, and one for each 16 kB of values. */
  readonly weight: number;
}

type Grouped = { [Part in keyof Omit<TablePlan, "layout">]: TablePlan[Part][number][] };

/**
 * @param tenant - the tenant of the commit
 * @param writes - the batch
 * @param time - the time of the commit, as an ISO text
 * @throws StorageError if the batch is none that a storage may write
 */
export function commitPlan(
  tenant: string,
  writes: readonly StorageWrite[],
  time: string,
): CommitPlan {
  assertStorageBatch(tenant, writes);
  assertStorableTexts(tenant);
  const groups = new Map<TableLayout, Grouped>();
  const partitions: string[] = [];
  const touched = new Set<string | null>();
  let weight = writes.length;
  for (const write of writes) {
    if (write.type === "delete_partition") {
      assertStorableTexts(write.partition);
      partitions.push(write.partition);
      touched.add(write.partition);
      continue;
    }
    if (write.type !== "check") touched.add(partitionOf(write));
    const { kind, id } = "record" in write ? write.record : write;
    assertStorableTexts(id);
    const group = groupOf(groups, tableLayouts[kind]);
    if (write.type === "check") group.checks.push({ id, expectedVersion: write.expectedVersion });
    else if (write.type === "delete")
      group.deletes.push({ id, expectedVersion: write.expectedVersion });
    else {
      const { partition, parent, keys } = write.record;
      assertStorableTexts(partition, parent, ...Object.values(keys));
      const value = jsonOf(write.record);
      weight += value.length >>> 14;
      const row = rowOf(tableLayouts[kind], write.record, value, time);
      (write.type === "insert" ? group.inserts : group.updates).push({ id, row });
    }
  }
  const tables = orderedLayouts.flatMap((layout) => {
    const group = groups.get(layout);
    return group === undefined ? [] : [{ layout, ...sorted(group) }];
  });
  return { tenant, time, tables, partitions, touched, weight };
}

/** @returns null if a deletion does not say it */
function partitionOf(write: StorageInsert | StorageUpdate | StorageDelete): string | null {
  if ("record" in write) return write.record.partition;
  if (write.kind === "thread") return write.id;
  return tableLayouts[write.kind].partition === null ? "" : null;
}

function groupOf(groups: Map<TableLayout, Grouped>, layout: TableLayout): Grouped {
  let group = groups.get(layout);
  if (group === undefined) {
    group = { checks: [], updates: [], deletes: [], inserts: [] };
    groups.set(layout, group);
  }
  return group;
}

function sorted(group: Grouped): Grouped {
  for (const part of Object.values(group)) {
    if (part.length > 1) part.sort((left, right) => (left.id < right.id ? -1 : 1));
  }
  return group;
}

function jsonOf({ kind, id, value }: StorageRecord): string {
  let text: string | undefined;
  let cause: unknown;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    cause = error;
  }
  if (text?.startsWith("{") || text?.startsWith("[")) return text;
  const problem = `The value of the ${kind} '${id}' has no form in JSON. Nothing was written.`;
  throw new StorageError(problem, "no", { cause });
}
