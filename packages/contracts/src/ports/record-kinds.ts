/** The kinds of records that a storage keeps. */
export type RecordKind =
  | "assistant"
  | "thread"
  | "message"
  | "step"
  | "run"
  | "run_log"
  | "file"
  | "blob_removal";

/** What a storage needs to know of a kind of record. */
export interface RecordKindDeclaration {
  /** The kind of its parent, whose id is the record's `parent`; null: it has none, and `parent` is `""`. */
  readonly parent: RecordKind | null;
  /** Where its records live: in the catalog, or with a thread, whose records are kept and deleted together. */
  readonly partition: "catalog" | "thread";
  /** The names of its further keys, by which records of one parent can be listed. */
  readonly keys: readonly string[];
}

/**
 * Every kind, declared once; adapters build their tables, files and indexes from this.
 *
 * Records of the partition `thread` carry the thread's id as `partition` and are deleted with it. The others carry `""`.
 */
export const recordKinds: Readonly<Record<RecordKind, RecordKindDeclaration>> = {
  assistant: { parent: null, partition: "catalog", keys: [] },
  thread: { parent: null, partition: "thread", keys: [] },
  message: { parent: "thread", partition: "thread", keys: ["runId"] },
  step: { parent: "thread", partition: "thread", keys: ["runId"] },
  run: { parent: "thread", partition: "thread", keys: ["status"] },
  run_log: { parent: "run", partition: "thread", keys: [] },
  file: { parent: null, partition: "catalog", keys: ["threadId"] },
  blob_removal: { parent: null, partition: "catalog", keys: [] },
};
