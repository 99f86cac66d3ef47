import type { WorkerSettings } from "./messages.ts";

/** The first thing that a child process is told. */
export interface ProcessData {
  /** Its `pyodideUrl` is always given: the process may not look for it. */
  readonly settings: WorkerSettings;
  /** The memory that Python starts from; null: it starts from nothing. */
  readonly snapshot: Uint8Array | null;
}
