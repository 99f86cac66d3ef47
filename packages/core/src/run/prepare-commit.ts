import type { StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { Scope } from "../scope/scope.ts";
import type { RunRecord, ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { AbandonedTurn } from "./abandoned-turn.ts";
import { endAbandonedTurn } from "./abandoned-turn.ts";
import type { FlushedLog } from "./flushed-log.ts";
import { closeLog, flushEvents, nothingFlushed } from "./flushed-log.ts";
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

/** What a commit does with the run's log. */
export type LogPlan =
  /** Nothing: it is left as it is. */
  | { readonly kind: "leave" }
  /** Stores what happened, ahead of the commit that it belongs to. */
  | { readonly kind: "flush"; readonly pending: readonly UnnumberedEvent[] }
  /** Stores what happened until now and with this commit. */
  | { readonly kind: "write"; readonly pending: readonly UnnumberedEvent[] };

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
 * @param log - what becomes of its log
 * @returns the writes of the commit, under a mark that no other has
 */
export function prepareCommit(
  scope: Scope,
  stored: StoredRun,
  decide: (state: CommitState) => RunCommit,
  log: LogPlan,
): PreparedCommit {
  const { record } = stored;
  const now = scope.clock.now();
  const left = log.kind === "write" ? abandonedTurn(scope, stored, now) : null;
  const thread = left === null ? stored.thread.value : withSequence(stored.thread.value, left);
  const decided = decide({ run: record.value, thread, now });
  const untold = log.kind === "leave" ? [] : untoldOf(record.value);
  const events = [...(left?.events ?? []), ...untold, ...decided.events];
  const logged = log.kind === "leave" ? [] : [...log.pending, ...events];
  const { leaseExpiresAt, lastSequence } = decided.run;
  const from = lastSequence + 1;
  const next = runRecordWrite(record, {
    ...decided.run,
    ownerMark: `${scope.ownerId}:${scope.nextSequence()}`,
    leaseExpiresAt: leaseExpiresAt === null ? null : now + scope.settings.leaseMs,
    lastSequence: lastSequence + logged.length,
    flushedFrom: flushedFrom(log, record.value, logged.length > 0 ? from : null),
    cancelUntold: log.kind === "leave" && decided.run.cancelUntold,
  });
  const writeLog = log.kind === "flush" ? flushEvents : closeLog;
  const change =
    log.kind === "leave"
      ? { writes: [], flushed: stored.flushed }
      : writeLog(scope.storage, next, from, logged, stored.flushed);
  const writes: StorageWrite[] = [
    ...(left?.writes ?? []),
    ...decided.writes,
    { type: "update", record: next },
    ...change.writes,
  ];
  const value = decided.thread ?? thread;
  const isAbandoned = stored.isAbandoned && log.kind !== "write";
  const committed = { record: next, flushed: change.flushed, isAbandoned, writes, events };
  if (value === stored.thread.value) return { ...committed, thread: stored.thread };
  const nextThread = changed(stored.thread, { value });
  return {
    ...committed,
    thread: nextThread,
    writes: [...writes, { type: "update", record: nextThread }],
  };
}

/** What an owner that is gone has left open ends with the first word that anybody else adds to the log. */
function abandonedTurn(
  scope: Scope,
  { record, thread, flushed, isAbandoned }: StoredRun,
  now: number,
): AbandonedTurn | null {
  if (!isAbandoned || flushed === nothingFlushed) return null;
  const at = { sequence: thread.value.nextSequence, now };
  return endAbandonedTurn(scope.storage, flushed.events, record.value.run, scope.newId, at);
}

function withSequence(thread: ThreadRecord, { nextSequence }: AbandonedTurn): ThreadRecord {
  return nextSequence === thread.nextSequence ? thread : { ...thread, nextSequence };
}

function flushedFrom(log: LogPlan, before: RunRecord, from: number | null): number | null {
  if (log.kind === "write") return null;
  return before.flushedFrom ?? (log.kind === "flush" ? from : null);
}

/** A request to cancel that came from somebody who may not write the log. */
function untoldOf({ cancelUntold, run }: RunRecord): readonly UnnumberedEvent[] {
  return cancelUntold ? [{ type: "thread.run.cancelling", data: run }] : [];
}
