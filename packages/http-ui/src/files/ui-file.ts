/** A file as a client is shown it. */
export interface UIFile {
  /** Where the client gets its content. */
  readonly url: string;
  /** Its media type, such as `image/png`. */
  readonly mediaType: string;
  /** Its name, without any folder. */
  readonly filename: string;
}

/** Finds a file by its id. One that is gone is still linked to, with a type that says nothing. */
export type FileLookup = (fileId: string) => UIFile;
