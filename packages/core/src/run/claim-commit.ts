import type { StorageWrite } from "@inhouse/contracts";
import { placeMessage } from "../message/new-message.ts";
import type { StepRecord, ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { transitionCommit } from "./end-run.ts";
import type { CommitState, LiveRun, RunCommit } from "./live-run.ts";
import { withFilesOf } from "./message-files.ts";
import { messageInsert } from "./turn-writes.ts";

/** The step whose calls have no outcome yet, as it was and as it is to be. */
export interface AdoptedStep {
  readonly record: TypedRecord<"step">;
  readonly value: StepRecord;
}

/**
 * The commit that takes a run up: it becomes the active one of its thread, the messages that waited with it come into the
 * thread, and calls that are about to run are journalled as started.
 */
export function claimCommit(
  live: LiveRun,
  state: CommitState,
  adopted: AdoptedStep | null,
): RunCommit {
  const { scope, runId } = live;
  const writes: StorageWrite[] = [];
  if (adopted !== null && adopted.value !== adopted.record.value) {
    writes.push({ type: "update", record: changed(adopted.record, { value: adopted.value }) });
  }
  const messages = state.run.pendingMessages.map((pending) =>
    placeMessage(pending, live.threadId, state.now),
  );
  let sequence = state.thread.nextSequence;
  for (const message of messages) writes.push(messageInsert(scope.storage, message, sequence++));
  const change = {
    transition: "claimed",
    ownerId: scope.ownerId,
    leaseExpiresAt: state.now + scope.settings.leaseMs,
  } as const;
  const run = { ...state.run, pendingMessages: [] };
  const thread = withFilesOf(activated(state.thread, runId), messages);
  const along = { writes, nextSequence: sequence };
  const commit = transitionCommit(live, { ...state, run, thread }, change, along);
  return thread === state.thread || commit.thread !== undefined ? commit : { ...commit, thread };
}

function activated(thread: ThreadRecord, runId: string): ThreadRecord {
  if (thread.activeRunId === runId) return thread;
  const queuedRunIds = thread.queuedRunIds.filter((id) => id !== runId);
  return { ...thread, activeRunId: runId, queuedRunIds };
}
