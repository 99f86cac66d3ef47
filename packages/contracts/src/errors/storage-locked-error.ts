import { InhouseError } from "./inhouse-error.ts";

/** Another process uses a storage that only one process may use. */
export class StorageLockedError extends InhouseError {
  /** Always `storage_locked`. */
  readonly code = "storage_locked";
  /** The folder or file. */
  readonly location: string;
  /** The process that holds it; null: unknown. */
  readonly processId: number | null;

  /**
   * @param location - the folder or file
   * @param processId - the process that holds it; null: unknown
   */
  constructor(location: string, processId: number | null) {
    const holder = processId === null ? "another process" : `process ${processId}`;
    super(
      `'${location}' is in use by ${holder}. Close that one first, or use a storage that several processes may share.`,
    );
    this.location = location;
    this.processId = processId;
  }
}
