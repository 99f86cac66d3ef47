import type { Metadata } from "./metadata.ts";

/** What a file is for: input of a caller, or output of a tool. */
export type FilePurpose = "assistants" | "assistants_output" | "vision" | "user_data";

/** A file that the runtime keeps. Its content lies in the blob store, never in a record. */
export interface StoredFile {
  /** `file_` and 24 of `[A-Za-z0-9]`. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** The name it came with, without any folder. */
  readonly filename: string;
  /** Its size in bytes. */
  readonly bytes: number;
  /** Its media type, such as `text/csv`. */
  readonly mediaType: string;
  /** What it is for. */
  readonly purpose: FilePurpose;
  /** The thread whose tool made it, and with which it is deleted; null for files that a caller created. */
  readonly threadId: string | null;
  /** The caller's own pairs. */
  readonly metadata: Metadata;
}
