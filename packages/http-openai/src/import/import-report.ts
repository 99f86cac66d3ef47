/** What an import did. */
export interface ImportReport {
  /** The ids of the assistants here, by those of the hosted API; those of earlier imports too. */
  readonly assistants: Readonly<Record<string, string>>;
  /** The ids of the threads here, by those of the hosted API; those of earlier imports too. */
  readonly threads: Readonly<Record<string, string>>;
  /** How many assistants, threads and messages this import made. */
  readonly created: ImportCounts;
  /** What could not be kept, a sentence each. */
  readonly warnings: readonly string[];
}

/** How many objects of each kind. */
export interface ImportCounts {
  /** How many assistants. */
  readonly assistants: number;
  /** How many threads. */
  readonly threads: number;
  /** How many messages. */
  readonly messages: number;
}
