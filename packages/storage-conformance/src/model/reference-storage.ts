import type {
  DueQuery,
  ListQuery,
  RecordKind,
  RecordsSize,
  StorageRecord,
  StorageWrite,
} from "@inhouse/contracts";
import { compareListPositions, recordKinds } from "@inhouse/contracts";

type Named = Pick<StorageRecord, "kind" | "id">;

/** What a storage does, as simply as it can be said: an array, and a map of blobs. */
export class ReferenceStorage {
  records: readonly StorageRecord[];
  readonly blobs: Map<string, readonly number[]>;

  constructor(
    records: readonly StorageRecord[] = [],
    blobs: ReadonlyMap<string, readonly number[]> = new Map(),
  ) {
    this.records = records;
    this.blobs = new Map(blobs);
  }

  /** @returns another one with the same content, which goes its own way */
  copy(): ReferenceStorage {
    return new ReferenceStorage(this.records, this.blobs);
  }

  /** @returns whether the same records are in another one */
  isSame(other: ReferenceStorage): boolean {
    const texts = [this, other].map(({ records }) =>
      records.map((it) => JSON.stringify(it)).sort(),
    );
    return String(texts[0]) === String(texts[1]);
  }

  get(tenant: string, { kind, id }: Named): StorageRecord | undefined {
    return this.records.find(
      (record) => record.tenant === tenant && record.kind === kind && record.id === id,
    );
  }

  of(tenant: string): readonly StorageRecord[] {
    return this.records.filter((record) => record.tenant === tenant);
  }

  list({ tenant, kind, parent, key, order, after, before, limit }: ListQuery): StorageRecord[] {
    const sign = order === "asc" ? 1 : -1;
    return this.of(tenant)
      .filter((record) => record.kind === kind && record.parent === parent)
      .filter((record) => key === undefined || record.keys[key.name] === key.value)
      .filter((record) => after === undefined || sign * compareListPositions(record, after) > 0)
      .filter((record) => before === undefined || sign * compareListPositions(record, before) < 0)
      .sort((left, right) => sign * compareListPositions(left, right))
      .slice(0, limit);
  }

  /** @returns everything that is due; where times are equal, any order and any choice will do */
  due({ kind, at }: DueQuery): StorageRecord[] {
    return this.records
      .filter((record) => record.kind === kind && record.dueAt !== null && record.dueAt <= at)
      .sort((left, right) => Number(left.dueAt) - Number(right.dueAt));
  }

  measure(tenant: string): Record<RecordKind, RecordsSize> {
    const kinds = Object.keys(recordKinds) as RecordKind[];
    const sizes = kinds.map((kind) => {
      const values = this.of(tenant).filter((record) => record.kind === kind);
      const texts = values.map(({ value }) => JSON.stringify(value));
      return [kind, { count: values.length, bytes: Buffer.byteLength(texts.join("")) }] as const;
    });
    return Object.fromEntries(sizes) as Record<RecordKind, RecordsSize>;
  }

  /** @returns whether it was done; otherwise a condition did not hold, and nothing was */
  commit(tenant: string, writes: readonly StorageWrite[]): boolean {
    if (!writes.every((write) => this.#holds(tenant, write))) return false;
    for (const write of writes) this.#apply(tenant, write);
    return true;
  }

  #holds(tenant: string, write: StorageWrite): boolean {
    if (write.type === "delete_partition") return true;
    const stored = this.get(tenant, "record" in write ? write.record : write)?.version ?? 0;
    return stored === ("record" in write ? write.record.version - 1 : write.expectedVersion);
  }

  #apply(tenant: string, write: StorageWrite): void {
    if (write.type === "check") return;
    this.records = this.records.filter((record) => {
      if (record.tenant !== tenant) return true;
      if (write.type === "delete_partition") return record.partition !== write.partition;
      const { kind, id } = "record" in write ? write.record : write;
      return record.kind !== kind || record.id !== id;
    });
    if ("record" in write) this.records = [...this.records, write.record];
  }
}
