import type { BlobStore } from "./blob-store.ts";
import type { RecordKind } from "./record-kinds.ts";

/** A record as a storage keeps it: what it is found by, and a value that the storage does not look into. */
export interface StorageRecord {
  /** Whose it is. Records of one tenant are invisible to every other. */
  readonly tenant: string;
  /** What it is. */
  readonly kind: RecordKind;
  /** Unique among the records of its tenant and kind. */
  readonly id: string;
  /** 1 when inserted, raised by exactly 1 with each update. */
  readonly version: number;
  /** The id of the thread that it belongs to and is deleted with (a thread's own id for the thread itself), or `""`. */
  readonly partition: string;
  /** The id of its parent, or `""` if its kind has none. */
  readonly parent: string;
  /** Its place among the records of its tenant, kind and parent: a safe integer >= 0. Never changes. */
  readonly sequence: number;
  /** When somebody must look at it, in epoch milliseconds; null: never. */
  readonly dueAt: number | null;
  /** Its further keys, exactly those that its kind declares. */
  readonly keys: Readonly<Record<string, string>>;
  /** The object itself: plain JSON. */
  readonly value: object;
}

/** A change of one record. The storage assigns no field by itself: it checks and writes. */
export type StorageWrite =
  | StorageInsert
  | StorageUpdate
  | StorageDelete
  | StorageDeletePartition
  | StorageCheck;

/** Adds a record; a conflict if one with this tenant, kind and id exists. */
export interface StorageInsert {
  /** The tag of this write. */
  readonly type: "insert";
  /** The record, with version 1. */
  readonly record: StorageRecord;
}

/** Replaces a record; a conflict unless the stored version is `record.version - 1`. */
export interface StorageUpdate {
  /** The tag of this write. */
  readonly type: "update";
  /** The record, with the new version. Partition, parent and sequence are those it was inserted with. */
  readonly record: StorageRecord;
}

/** Removes a record; a conflict unless the stored version is the expected one. */
export interface StorageDelete {
  /** The tag of this write. */
  readonly type: "delete";
  /** The record's kind. */
  readonly kind: RecordKind;
  /** The record's id. */
  readonly id: string;
  /** The version that must be stored. */
  readonly expectedVersion: number;
}

/** Removes every record of a partition, that is, a thread with all its messages, steps, runs and logs. */
export interface StorageDeletePartition {
  /** The tag of this write. */
  readonly type: "delete_partition";
  /** The thread's id, never `""`. Nothing happens if it has no records. */
  readonly partition: string;
}

/** Writes nothing; a conflict unless the stored version is the expected one. */
export interface StorageCheck {
  /** The tag of this write. */
  readonly type: "check";
  /** The record's kind. */
  readonly kind: RecordKind;
  /** The record's id. */
  readonly id: string;
  /** The version that must be stored; 0: the record must not exist. */
  readonly expectedVersion: number;
}

/** A place in a list: the sequence and id of a record, which need not exist any more, or of none that ever did. */
export interface ListPosition {
  /** The record's sequence. */
  readonly sequence: number;
  /** The record's id, which orders records of one sequence, by code units. */
  readonly id: string;
}

/** Which records to list. */
export interface ListQuery {
  /** Whose. */
  readonly tenant: string;
  /** What. */
  readonly kind: RecordKind;
  /** The parent's id, or `""` for kinds without one. */
  readonly parent: string;
  /** Only records with this value of a declared key; absent: all. */
  readonly key?: ListKey;
  /** By sequence, then by id. */
  readonly order: "asc" | "desc";
  /** Only records that come behind this place in the given order; absent: from the first. */
  readonly after?: ListPosition;
  /** Only records that come before this place in the given order; absent: to the last. */
  readonly before?: ListPosition;
  /** At most so many, at least 1: those nearest to the start of the given order. */
  readonly limit: number;
}

/** A condition on a further key. */
export interface ListKey {
  /** The key's name, one that the kind declares. */
  readonly name: string;
  /** The value it must have. */
  readonly value: string;
}

/** Which records are due. */
export interface DueQuery {
  /** What. */
  readonly kind: RecordKind;
  /** Only records with `dueAt` at or before this time, in epoch milliseconds. */
  readonly at: number;
  /** At most so many, at least 1, the earliest first. */
  readonly limit: number;
}

/** What another process, or another runtime in this one, changed. */
export interface StorageChange {
  /** Whose; null: anybody's. */
  readonly tenant: string | null;
  /** Which partition; null: any. */
  readonly partition: string | null;
}

/** How many records there are, and how large. */
export interface RecordsSize {
  /** How many. */
  readonly count: number;
  /** The length of their values, each as the JSON text that `JSON.stringify` makes of it, in bytes of UTF-8. */
  readonly bytes: number;
}

/** How much a storage keeps. */
export interface StorageSize {
  /** The records of one tenant, by kind; every kind is there. */
  readonly records: Readonly<Record<RecordKind, RecordsSize>>;
  /** What everything of all tenants takes on the disk, in bytes; null: unknown, or it is on none. */
  readonly diskBytes: number | null;
}

/** What adapters may differ in. */
export interface StorageCapabilities {
  /** Whether several processes may use one database at once. */
  readonly shared: boolean;
  /** Whether records outlive the process. */
  readonly durable: boolean;
}

/**
 * Keeps records and blobs. Every adapter passes the suite of `@inhouse/storage-conformance`.
 *
 * Values that were handed in are never changed by the caller afterwards in a way that the storage sees, and a value that
 * was handed out is never changed by the storage: an adapter keeps its own copy. After `close` every call rejects with a
 * `StorageError`.
 */
export interface Storage {
  /** What this adapter can do. */
  readonly capabilities: StorageCapabilities;

  /** Where the bytes of files go, unless the runtime was given another blob store. */
  readonly blobs: BlobStore;

  /**
   * Reads one record.
   *
   * @returns the record, or undefined if the tenant has none of this kind and id
   */
  get(tenant: string, kind: RecordKind, id: string): Promise<StorageRecord | undefined>;

  /**
   * Lists records of one parent, exactly as they are at one moment.
   *
   * @returns at most `query.limit` records in the requested order
   */
  list(query: ListQuery): Promise<readonly StorageRecord[]>;

  /**
   * Lists due records of all tenants: the only call that crosses tenants, for the runtime's own sweeper.
   *
   * @returns at most `query.limit` records, the earliest due first
   */
  due(query: DueQuery): Promise<readonly StorageRecord[]>;

  /**
   * Writes all or nothing. Conditions are judged against the state before the batch. No record may stand in a batch
   * twice, nor be written by a batch that deletes its partition; such a batch may check it. When it resolves, every later
   * read sees all of it.
   *
   * @param tenant - whose records these are; every inserted or updated record must say the same
   * @param writes - at least one; see `assertStorageBatch`
   * @throws StorageConflictError if a condition does not hold; nothing was written
   * @throws StorageError if the batch is none that a storage may write, or if the storage failed; `committed` in it says
   *   whether anything may have been written
   */
  commit(tenant: string, writes: readonly StorageWrite[]): Promise<void>;

  /**
   * Measures what is kept. It reads everything, so it is for reports.
   *
   * @param tenant - whose records are counted
   */
  measure(tenant: string): Promise<StorageSize>;

  /**
   * Tells of commits by others; absent where nobody else can commit. A hint that may come late, double or never. Costs
   * nothing while nobody watches.
   *
   * @param listener - called after a commit, never during the call of `watch`
   * @returns ends the watch
   */
  watch?(listener: (change: StorageChange) => void): () => void;

  /**
   * Tells the time that all who share this storage go by; absent where they are all on this machine.
   *
   * @returns epoch milliseconds, of the storage's own clock
   */
  now?(): Promise<number>;

  /** Ends all work in order and lets go of files and connections. A second call resolves as the first did. */
  close(): Promise<void>;
}
