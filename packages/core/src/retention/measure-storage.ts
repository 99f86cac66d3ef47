import type { RecordKind, RecordsSize } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { listAll } from "../storage/list-all.ts";

/** How much is kept. */
export interface StorageReport {
  /** The records of this tenant by kind: how many, and how many bytes they take as JSON. */
  readonly records: Readonly<Record<RecordKind, RecordsSize>>;
  /** The contents of this tenant's files. */
  readonly files: RecordsSize;
  /** What the storage takes on the disk for all tenants together, in bytes; null: unknown, or it is on none. */
  readonly diskBytes: number | null;
}

/** @param scope - whose storage */
export async function measureStorage(scope: Scope): Promise<StorageReport> {
  const { records, diskBytes } = await scope.rawStorage.measure(scope.tenant);
  let count = 0;
  let bytes = 0;
  for await (const { value } of listAll(scope.storage, "file", { parent: "", order: "asc" })) {
    count++;
    bytes += value.bytes;
  }
  return { records, files: { count, bytes }, diskBytes };
}
