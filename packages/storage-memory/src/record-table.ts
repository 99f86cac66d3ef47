import type {
  DueQuery,
  ListQuery,
  RecordKind,
  RecordsSize,
  StorageRecord,
} from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import type { Entry } from "./entry.ts";
import { compareByDueTime } from "./entry.ts";
import { EntryLists } from "./entry-lists.ts";
import { inner } from "./inner-map.ts";
import { SortedArray } from "./sorted-array.ts";

interface TenantRecords {
  /** By kind, then by id. */
  readonly byName: Map<RecordKind, Map<string, Entry>>;
  readonly byPartition: Map<string, Set<Entry>>;
  readonly lists: EntryLists;
}

/** All records and every index over them. It judges nothing: whoever calls has checked the conditions. */
export class RecordTable {
  readonly #tenants = new Map<string, TenantRecords>();
  readonly #due = new Map<RecordKind, SortedArray<Entry>>();

  get(tenant: string, kind: RecordKind, id: string): StorageRecord | undefined {
    return this.#entry(tenant, kind, id)?.record;
  }

  list(query: ListQuery): StorageRecord[] {
    const entries = this.#tenants.get(query.tenant)?.lists.page(query) ?? [];
    return entries.map((entry) => entry.record);
  }

  due(query: DueQuery): StorageRecord[] {
    const due = this.#due.get(query.kind);
    if (due === undefined) return [];
    const end = due.firstIndex((entry) => Number(entry.record.dueAt) > query.at);
    return due.slice(0, Math.min(end, query.limit)).map((entry) => entry.record);
  }

  measure(tenant: string): Record<RecordKind, RecordsSize> {
    const byName = this.#tenants.get(tenant)?.byName;
    const kinds = Object.keys(recordKinds) as RecordKind[];
    const sizes = kinds.map((kind) => [kind, sizeOf(byName?.get(kind)?.values() ?? [])] as const);
    return Object.fromEntries(sizes) as Record<RecordKind, RecordsSize>;
  }

  insert(record: StorageRecord): void {
    const tenant = this.#tenant(record.tenant);
    const entry: Entry = { record };
    inner(tenant.byName, record.kind).set(record.id, entry);
    tenant.lists.add(entry);
    this.#addDue(entry);
    if (record.partition === "") return;
    const partition = tenant.byPartition.get(record.partition);
    if (partition === undefined) tenant.byPartition.set(record.partition, new Set([entry]));
    else partition.add(entry);
  }

  update(record: StorageRecord): void {
    const entry = this.#entry(record.tenant, record.kind, record.id);
    if (entry === undefined) return;
    const rescheduled = record.dueAt !== entry.record.dueAt;
    if (rescheduled) this.#removeDue(entry);
    this.#tenant(record.tenant).lists.update(entry, record);
    if (rescheduled) this.#addDue(entry);
  }

  delete(tenant: string, kind: RecordKind, id: string): void {
    const entry = this.#entry(tenant, kind, id);
    if (entry !== undefined) this.#remove(this.#tenant(tenant), entry);
  }

  deletePartition(tenantName: string, partition: string): void {
    const tenant = this.#tenants.get(tenantName);
    const entries = tenant?.byPartition.get(partition);
    if (tenant === undefined || entries === undefined) return;
    // Newest first: each leaves its list at the end, where nothing must move up.
    for (const entry of [...entries].reverse()) this.#remove(tenant, entry);
  }

  #tenant(name: string): TenantRecords {
    let tenant = this.#tenants.get(name);
    if (tenant === undefined) {
      tenant = { byName: new Map(), byPartition: new Map(), lists: new EntryLists() };
      this.#tenants.set(name, tenant);
    }
    return tenant;
  }

  #entry(tenant: string, kind: RecordKind, id: string): Entry | undefined {
    return this.#tenants.get(tenant)?.byName.get(kind)?.get(id);
  }

  #remove(tenant: TenantRecords, entry: Entry): void {
    const { kind, id, partition } = entry.record;
    tenant.byName.get(kind)?.delete(id);
    tenant.lists.remove(entry);
    this.#removeDue(entry);
    const entries = tenant.byPartition.get(partition);
    entries?.delete(entry);
    if (entries?.size === 0) tenant.byPartition.delete(partition);
  }

  #addDue(entry: Entry): void {
    if (entry.record.dueAt === null) return;
    const due = this.#due.get(entry.record.kind);
    if (due !== undefined) {
      due.add(entry);
      return;
    }
    const first = new SortedArray(compareByDueTime);
    first.add(entry);
    this.#due.set(entry.record.kind, first);
  }

  #removeDue(entry: Entry): void {
    if (entry.record.dueAt !== null) this.#due.get(entry.record.kind)?.remove(entry);
  }
}

function sizeOf(entries: Iterable<Entry>): RecordsSize {
  const encoder = new TextEncoder();
  let count = 0;
  let bytes = 0;
  for (const { record } of entries) {
    count++;
    bytes += encoder.encode(JSON.stringify(record.value)).byteLength;
  }
  return { count, bytes };
}
