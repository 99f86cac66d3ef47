import type {
  ListPosition,
  ListQuery,
  RecordKind,
  Storage,
  StorageInsert,
  StorageRecord,
  StorageWrite,
} from "@inhouse/contracts";
import { NotFoundError, recordKinds, StorageConflictError } from "@inhouse/contracts";
import type { RecordValues } from "./record-values.ts";

/** A record whose value's type is known by its kind. */
export interface TypedRecord<Kind extends RecordKind> extends StorageRecord {
  readonly kind: Kind;
  readonly value: RecordValues[Kind];
}

/** A list query without what the scope already knows. */
export type TypedListQuery = Omit<ListQuery, "tenant" | "kind">;

/** What a new record needs beside its value. */
export interface NewRecord<Kind extends RecordKind> {
  readonly id: string;
  readonly partition: string;
  readonly parent: string;
  readonly sequence: number;
  readonly dueAt?: number | null;
  readonly keys?: Readonly<Record<string, string>>;
  readonly value: RecordValues[Kind];
}

/** A write that adds a record whose value's type is known by its kind. */
export interface TypedInsert<Kind extends RecordKind> extends StorageInsert {
  readonly record: TypedRecord<Kind>;
}

/** How often a decision is made anew when somebody else was faster, before the conflict is handed to the caller. */
const maxAttempts = 50;

/** One tenant's records, with types. */
export class TenantStorage {
  readonly tenant: string;
  readonly #storage: Storage;

  constructor(storage: Storage, tenant: string) {
    this.#storage = storage;
    this.tenant = tenant;
  }

  find<Kind extends RecordKind>(kind: Kind, id: string): Promise<TypedRecord<Kind> | undefined> {
    return this.#storage.get(this.tenant, kind, id) as Promise<TypedRecord<Kind> | undefined>;
  }

  /** @throws NotFoundError if the tenant has no such record */
  async read<Kind extends RecordKind>(kind: Kind, id: string): Promise<TypedRecord<Kind>> {
    const record = await this.find(kind, id);
    if (record === undefined) throw new NotFoundError(kind, id);
    return record;
  }

  list<Kind extends RecordKind>(
    kind: Kind,
    query: TypedListQuery,
  ): Promise<readonly TypedRecord<Kind>[]> {
    const records = this.#storage.list({ ...query, tenant: this.tenant, kind });
    return records as Promise<readonly TypedRecord<Kind>[]>;
  }

  commit(writes: readonly StorageWrite[]): Promise<void> {
    return this.#storage.commit(this.tenant, writes);
  }

  /**
   * Reads, decides and commits, again from the start whenever somebody else was faster.
   *
   * @param attempt - reads what it needs, and commits at most once
   * @returns what the attempt that succeeded returned
   */
  async transact<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof StorageConflictError) || attempts >= maxAttempts) throw error;
      }
    }
  }

  insert<Kind extends RecordKind>(kind: Kind, record: NewRecord<Kind>): TypedInsert<Kind> {
    return {
      type: "insert",
      record: {
        tenant: this.tenant,
        kind,
        id: record.id,
        version: 1,
        partition: record.partition,
        parent: record.parent,
        sequence: record.sequence,
        dueAt: record.dueAt ?? null,
        keys: record.keys ?? noKeys(kind),
        value: record.value,
      },
    };
  }
}

function noKeys(kind: RecordKind): Readonly<Record<string, string>> {
  return Object.fromEntries(recordKinds[kind].keys.map((name) => [name, ""]));
}

/** What an update changes. */
export interface RecordChange<Kind extends RecordKind> {
  readonly value: RecordValues[Kind];
  readonly dueAt?: number | null;
  readonly keys?: Readonly<Record<string, string>>;
}

/** @returns the record as it is after the change, one version later */
export function changed<Kind extends RecordKind>(
  record: TypedRecord<Kind>,
  change: RecordChange<Kind>,
): TypedRecord<Kind> {
  return {
    ...record,
    version: record.version + 1,
    dueAt: change.dueAt === undefined ? record.dueAt : change.dueAt,
    keys: change.keys ?? record.keys,
    value: change.value,
  };
}

/** @returns where a record stands in its list */
export function positionOf(record: StorageRecord): ListPosition {
  return { sequence: record.sequence, id: record.id };
}
