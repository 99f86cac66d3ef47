import type { CommitOutcome } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";

/**
 * @param committed - whether anything may have been written
 * @param cause - what the driver threw
 * @returns the error of a commit that the database failed to make
 */
export function commitFailure(committed: CommitOutcome, cause: unknown): StorageError {
  const reason = cause instanceof Error ? `: ${cause.message}` : "";
  const outcome = committed === "no" ? "Nothing was written" : "Whether it was written is unknown";
  const problem = `The database failed to commit. ${outcome}${reason}`;
  return new StorageError(problem, committed, { cause });
}
