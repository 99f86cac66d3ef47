import type { StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { Scope } from "../scope/scope.ts";
import type { RunRecord, ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { AbandonedTurn } from "./abandoned-turn.ts";
import { endAbandonedTurn } from "./abandoned-turn.ts";
import type { FlushedLog } from "./flushed-log.ts";
import { closeLog, nothingFlushed } from "./flushed-log.ts";
import { runRecordWrite } from "./run-record-write.ts";

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

/** What of the log is stored with a commit: what happened since the last one; null: nothing, the log is left as it is. */
export type PendingEvents = readonly UnnumberedEvent[] | null;

/** A run as the storage has it. */
export interface StoredRun {
  readonly record: TypedRecord<"run">;
  readonly thread: TypedRecord<"thread">;
  /** What of its log was stored ahead. */
  readonly flushed: FlushedLog;
  /** Whether it was another owner, who is gone, that stored it. */
  readonly isAbandoned: boolean;
}

/** A commit that is ready to be written, with the run as it is then. */
export interface PreparedCommit extends StoredRun {
  readonly writes: readonly StorageWrite[];
  /** What readers have not seen yet. */
  readonly events: readonly UnnumberedEvent[];
}

/**
 * @param scope - whose run
 * @param stored - the run as it is stored
 * @param decide - what is to become of it
 * @param pending - what happened since the last commit; null: the log is left as it is
 * @returns the writes of the commit, under a mark that no other has
 */
export function prepareCommit(
  scope: Scope,
  stored: StoredRun,
  decide: (state: CommitState) => RunCommit,
  pending: PendingEvents,
): PreparedCommit {
  const { record, flushed } = stored;
  const now = scope.clock.now();
  const left = pending === null ? null : abandonedTurn(scope, stored, now);
  const thread = left === null ? stored.thread.value : withSequence(stored.thread.value, left);
  const decided = decide({ run: record.value, thread, now });
  const events = pending === null ? [] : eventsOf(left, record.value, decided);
  const logged = [...(pending ?? []), ...events];
  const { leaseExpiresAt, lastSequence } = decided.run;
  const ahead = pending === null ? 0 : flushed.events.length;
  const next = runRecordWrite(record, {
    ...decided.run,
    ownerMark: `${scope.ownerId}:${scope.nextSequence()}`,
    leaseExpiresAt: leaseExpiresAt === null ? null : now + scope.settings.leaseMs,
    lastSequence: lastSequence + ahead + logged.length,
    cancelUntold: pending === null && decided.run.cancelUntold,
  });
  const writes: StorageWrite[] = [
    ...(left?.writes ?? []),
    ...decided.writes,
    { type: "update", record: next },
  ];
  if (pending !== null) writes.push(...closeLog(scope.storage, record, flushed, logged));
  const rest = pending === null ? stored : { flushed: nothingFlushed, isAbandoned: false };
  const committed = { ...stored, ...rest, record: next, writes, events };
  const value = decided.thread ?? thread;
  if (value === stored.thread.value) return committed;
  const nextThread = changed(stored.thread, { value });
  return {
    ...committed,
    thread: nextThread,
    writes: [...writes, { type: "update", record: nextThread }],
  };
}

function eventsOf(
  left: AbandonedTurn | null,
  { cancelUntold, run }: RunRecord,
  decided: RunCommit,
): readonly UnnumberedEvent[] {
  // A request to cancel that came from somebody who may not write the log.
  const untold: readonly UnnumberedEvent[] = cancelUntold
    ? [{ type: "thread.run.cancelling", data: run }]
    : [];
  return [...(left?.events ?? []), ...untold, ...decided.events];
}

/** What an owner that is gone has left open ends with the first word that anybody else adds to the log. */
function abandonedTurn(
  scope: Scope,
  { record, thread, flushed, isAbandoned }: StoredRun,
  now: number,
): AbandonedTurn | null {
  if (!isAbandoned) return null;
  const at = { sequence: thread.value.nextSequence, now };
  return endAbandonedTurn(scope.storage, flushed.events, record.value.run, scope.newId, at);
}

function withSequence(thread: ThreadRecord, { nextSequence }: AbandonedTurn): ThreadRecord {
  return nextSequence === thread.nextSequence ? thread : { ...thread, nextSequence };
}
