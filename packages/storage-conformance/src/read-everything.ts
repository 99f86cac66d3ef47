import assert from "node:assert/strict";
import type { RecordKind, Storage, StorageRecord } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";

/** More than there is. */
const limit = 10_000;

/**
 * Reads everything of a tenant in every way of reading it, and insists that all ways find the same.
 *
 * @param threads - the threads whose records are read
 * @returns the records by kind and name; their tenant is left out
 */
export async function readEverything(
  storage: Storage,
  tenant: string,
  threads: readonly string[],
): Promise<readonly unknown[]> {
  const found: StorageRecord[] = [];
  for (const kind of Object.keys(recordKinds) as RecordKind[]) {
    const { parent } = recordKinds[kind];
    const parents = parent === null ? [""] : parent === "thread" ? threads : idsOf(found, parent);
    for (const id of parents) {
      found.push(...(await storage.list({ tenant, kind, parent: id, order: "asc", limit })));
    }
    await assertDue(storage, tenant, kind, found);
  }
  for (const record of found) {
    assert.deepEqual(await storage.get(tenant, record.kind, record.id), record);
  }
  return found.map(({ tenant: _, ...record }) => record);
}

function idsOf(records: readonly StorageRecord[], kind: RecordKind): readonly string[] {
  return records.filter((record) => record.kind === kind).map(({ id }) => id);
}

async function assertDue(
  storage: Storage,
  tenant: string,
  kind: RecordKind,
  found: readonly StorageRecord[],
): Promise<void> {
  const due = await storage.due({ kind, at: Number.MAX_SAFE_INTEGER, limit });
  const own = due.filter((record) => record.tenant === tenant);
  const expected = found.filter((record) => record.kind === kind && record.dueAt !== null);
  assert.deepEqual(own.toSorted(compareIds), expected.toSorted(compareIds));
}

function compareIds(left: StorageRecord, right: StorageRecord): number {
  return left.id < right.id ? -1 : 1;
}
