import type { StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { Scope } from "../scope/scope.ts";
import type { RunRecord, ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { logInsert, runRecordWrite } from "./run-record-write.ts";

/** What a commit is decided on: the records as they are at this moment. */
export interface CommitState {
  readonly run: RunRecord;
  readonly thread: ThreadRecord;
  readonly now: number;
}

/** What a commit writes. */
export interface RunCommit {
  /** The run as it is to be; its log, its lease and its mark are seen to. */
  readonly run: RunRecord;
  /** The thread as it is to be; absent: untouched. */
  readonly thread?: ThreadRecord;
  readonly writes: readonly StorageWrite[];
  /** Events that become visible with the commit, behind those that already are. */
  readonly events: readonly UnnumberedEvent[];
}

/** A commit that is ready to be written. */
export interface PreparedCommit {
  readonly record: TypedRecord<"run">;
  readonly thread: TypedRecord<"thread">;
  readonly writes: readonly StorageWrite[];
  /** What readers have not seen yet. */
  readonly events: readonly UnnumberedEvent[];
}

/**
 * @param scope - whose run
 * @param record - the run as it is stored
 * @param thread - its thread as it is stored
 * @param decide - what is to become of them
 * @param pending - what readers have seen and the log does not hold; null: the log is left as it is
 * @returns the writes of the commit, under a mark that no other has
 */
export function prepareCommit(
  scope: Scope,
  record: TypedRecord<"run">,
  thread: TypedRecord<"thread">,
  decide: (state: CommitState) => RunCommit,
  pending: readonly UnnumberedEvent[] | null,
): PreparedCommit {
  const now = scope.clock.now();
  const decided = decide({ run: record.value, thread: thread.value, now });
  const events = pending === null ? [] : [...untold(record.value), ...decided.events];
  const logged = [...(pending ?? []), ...events];
  const { leaseExpiresAt, lastSequence } = decided.run;
  const next = runRecordWrite(record, {
    ...decided.run,
    ownerMark: `${scope.ownerId}:${scope.nextSequence()}`,
    leaseExpiresAt: leaseExpiresAt === null ? null : now + scope.settings.leaseMs,
    lastSequence: lastSequence + logged.length,
    cancelUntold: pending === null && decided.run.cancelUntold,
  });
  const writes: StorageWrite[] = [...decided.writes, { type: "update", record: next }];
  if (logged.length > 0) writes.push(logInsert(scope.storage, next, lastSequence + 1, logged));
  if (decided.thread === undefined) return { record: next, thread, writes, events };
  const nextThread = changed(thread, { value: decided.thread });
  writes.push({ type: "update", record: nextThread });
  return { record: next, thread: nextThread, writes, events };
}

/** A request to cancel that came from somebody who may not write the log. */
function untold({ cancelUntold, run }: RunRecord): readonly UnnumberedEvent[] {
  return cancelUntold ? [{ type: "thread.run.cancelling", data: run }] : [];
}
