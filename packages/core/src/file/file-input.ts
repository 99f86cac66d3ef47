import type { FilePurpose, Metadata } from "@inhouse/contracts";

/** A file to keep. */
export interface CreateFile {
  /** Its name; folders in front of it, and what some file system would not take, are cut off or replaced. */
  readonly filename: string;
  /** Its content; a string is kept as UTF-8. */
  readonly content: string | Uint8Array | ArrayBuffer;
  /** Its media type; absent: guessed from the name, else `application/octet-stream`. */
  readonly mediaType?: string;
  /** What it is for; absent: `assistants`. */
  readonly purpose?: FilePurpose;
  /** The caller's own pairs; absent: none. */
  readonly metadata?: Metadata | null;
}
