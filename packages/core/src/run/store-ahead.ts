import { StorageConflictError, StorageError } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { Scope } from "../scope/scope.ts";
import type { Flush, FlushedLog } from "./flushed-log.ts";
import { prepareFlush } from "./flushed-log.ts";
import { pause } from "./pause.ts";
import type { StoredRun } from "./prepare-commit.ts";
import { faultPausesMs, maxAttempts, neverAborts } from "./storage-patience.ts";

/** The run whose events are stored ahead. */
export interface AheadOf {
  /** The run as it is stored, as far as this process knows. */
  readonly stored: () => StoredRun;
  /** Takes in what others wrote; rejects with RunLostError if the run is not this process's any more. */
  readonly readAgain: () => Promise<unknown>;
  /** Lets go of the run, by throwing RunLostError. */
  readonly giveUp: () => never;
}

/**
 * Stores events ahead of the commit that they belong to, under a check that the run is still this process's.
 *
 * @param scope - whose run
 * @param pending - the events, at least one
 * @param run - the run
 * @returns what is stored ahead then
 * @throws RunLostError if the run is another's, or if nobody can tell whether the events are stored
 */
export async function storeAhead(
  scope: Scope,
  pending: readonly UnnumberedEvent[],
  run: AheadOf,
): Promise<FlushedLog> {
  for (let attempt = 1; ; attempt++) {
    const { record, flushed } = run.stored();
    const next = prepareFlush(scope.storage, record, flushed, pending);
    const fence = { kind: "run", id: record.id, expectedVersion: record.version } as const;
    try {
      await scope.storage.commit([{ type: "check", ...fence }, next.segment]);
      return next.flushed;
    } catch (error) {
      if (await isStored(scope, next, error, run)) return next.flushed;
      if (!(error instanceof StorageConflictError) || attempt >= maxAttempts) throw error;
    }
  }
}

/** Finds out what became of a batch that failed: as long as nobody knows, nothing can be stored behind it. */
async function isStored(
  scope: Scope,
  { segment: { record } }: Flush,
  fault: unknown,
  run: AheadOf,
): Promise<boolean> {
  const isInDoubt = fault instanceof StorageError && fault.committed === "unknown";
  for (const delay of [...faultPausesMs, null]) {
    try {
      const found = await scope.storage.find("run_log", record.id);
      // In this order: an heir's segment may have the same number, but it comes behind the heir's mark.
      await run.readAgain();
      if (found === undefined) return false;
      // One that an earlier attempt stored late has fewer events.
      if (found.value.to === record.value.to) return true;
      break;
    } catch (error) {
      if (!isInDoubt || !(error instanceof StorageError)) throw error;
      if (delay !== null) await pause(scope.clock, delay, neverAborts);
    }
  }
  // Whoever takes the run up reads what is stored.
  return run.giveUp();
}
