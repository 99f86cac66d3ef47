import { InhouseError } from "./inhouse-error.ts";

/** Whether a failed commit was written. */
export type CommitOutcome = "no" | "unknown";

/** The storage failed. */
export class StorageError extends InhouseError {
  /** Always `storage`. */
  readonly code = "storage";
  /** Whether anything may have been written. */
  readonly committed: CommitOutcome;

  /**
   * @param message - what was attempted and what to do
   * @param committed - whether anything may have been written
   * @param options - the cause, where there is one
   */
  constructor(message: string, committed: CommitOutcome, options?: ErrorOptions) {
    super(message, options);
    this.committed = committed;
  }
}
