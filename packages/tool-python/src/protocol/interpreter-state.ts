/** A folder below the root that the code made, or that it may have changed. */
export interface SavedFolder {
  readonly kind: "folder";
  readonly path: string;
  readonly mode: number;
}

/** A file. */
export interface SavedFile {
  readonly kind: "file";
  readonly path: string;
  readonly mode: number;
  /** When it was written last, in milliseconds since 1970. */
  readonly modified: number;
  /** Its content; null: it is a file of the thread as the host wrote it, and the host is to write it again. */
  readonly bytes: Uint8Array | null;
}

/** A symbolic link. */
export interface SavedLink {
  readonly kind: "link";
  readonly path: string;
  readonly target: string;
}

/** What lies in the file system, a folder before what is in it. */
export type SavedNode = SavedFolder | SavedFile | SavedLink;

/** A file that the code holds open. */
export interface SavedDescriptor {
  /** Its number. */
  readonly number: number;
  readonly flags: number;
  readonly position: number;
  /** Where the file is; null: it has no name any more. */
  readonly path: string | null;
  /** The content of a file without a name. */
  readonly bytes: Uint8Array | null;
  /** The number of an earlier descriptor that it is a duplicate of, or null. */
  readonly duplicateOf: number | null;
}

/**
 * All that a session is, between two calls: it can go on in any interpreter that started from the same snapshot. Made by
 * hostile code, so it is put in place after the seal only.
 */
export interface InterpreterState {
  /** Python's memory, whole. */
  readonly memory: Uint8Array;
  /** How many slots the table of functions has that WebAssembly calls by number; the memory has such numbers in it. */
  readonly tableSlots: number;
  readonly nodes: readonly SavedNode[];
  readonly descriptors: readonly SavedDescriptor[];
  /** The working directory. */
  readonly folder: string;
  /** The packages that were installed, and the hashes of their wheels; their files are not among the nodes. */
  readonly packages: readonly (readonly [name: string, sha256: string])[];
  /** The files of earlier calls that were kept and are not to be kept again. */
  readonly collected: readonly string[];
}
