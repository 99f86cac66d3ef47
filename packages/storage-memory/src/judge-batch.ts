import type { StorageRecord, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";
import type { RecordTable } from "./record-table.ts";

/**
 * Judges every condition of a batch against the table as it is.
 *
 * @throws StorageConflictError if one does not hold
 * @throws StorageError if an update moves a record to another place
 */
export function judgeBatch(
  table: RecordTable,
  tenant: string,
  writes: readonly StorageWrite[],
): void {
  for (const write of writes) {
    if (write.type === "delete_partition") continue;
    const { kind, id } = "record" in write ? write.record : write;
    const stored = table.get(tenant, kind, id);
    if ((stored?.version ?? 0) !== expectedVersion(write)) throw new StorageConflictError(kind, id);
    if (write.type === "update" && stored !== undefined) assertSamePlace(stored, write.record);
  }
}

function expectedVersion(write: Exclude<StorageWrite, { type: "delete_partition" }>): number {
  return "record" in write ? write.record.version - 1 : write.expectedVersion;
}

function assertSamePlace(stored: StorageRecord, record: StorageRecord): void {
  if (stored.parent === record.parent && stored.sequence === record.sequence) return;
  throw new StorageError(
    `The update of the ${record.kind} '${record.id}' would move it to another place. Nothing was written.`,
    "no",
  );
}
