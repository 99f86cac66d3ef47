import type { WorkerSettings } from "./messages.ts";

/** The first thing that a child process is told. */
export interface ProcessData {
  /** Its `pyodideUrl` is always given: the process may not look for it. */
  readonly settings: WorkerSettings;
  /**
   * The memory that Python starts from, or how many bytes of it lie in the file that the process is given; null: it starts
   * from nothing.
   */
  readonly snapshot: Uint8Array | number | null;
}
