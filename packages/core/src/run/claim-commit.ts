import type { StorageWrite } from "@inhouse/contracts";
import { placeMessage } from "../message/new-message.ts";
import type { StepRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { transitionCommit } from "./end-run.ts";
import type { LiveRun } from "./live-run.ts";
import { withFilesOf } from "./message-files.ts";
import type { CommitState, RunCommit } from "./prepare-commit.ts";
import { RunLostError } from "./run-lost-error.ts";
import { messageInsert } from "./thread-inserts.ts";

/** The step whose calls have no outcome yet, as it was and as it is to be. */
export interface AdoptedStep {
  readonly record: TypedRecord<"step">;
  readonly value: StepRecord;
}

/**
 * The commit that takes a run up: the messages that waited with it come into the thread, and calls that are about to run are
 * journalled as started.
 *
 * @throws RunLostError if it is no longer this run's turn
 */
export function claimCommit(
  live: LiveRun,
  state: CommitState,
  adopted: AdoptedStep | null,
): RunCommit {
  const { scope, runId, threadId } = live;
  if (state.thread.activeRunId !== runId) throw new RunLostError();
  const writes: StorageWrite[] = [];
  if (adopted !== null && adopted.value !== adopted.record.value) {
    writes.push({ type: "update", record: changed(adopted.record, { value: adopted.value }) });
  }
  const { pendingMessages } = state.run;
  const messages = pendingMessages.map((pending) => placeMessage(pending, threadId, state.now));
  const { nextSequence } = state.thread;
  for (const [index, message] of messages.entries()) {
    writes.push(messageInsert(scope.storage, message, nextSequence + index));
  }
  const run = { ...state.run, pendingMessages: [] };
  const thread =
    messages.length === 0
      ? state.thread
      : {
          ...withFilesOf(state.thread, messages),
          nextSequence: nextSequence + messages.length,
        };
  const leaseExpiresAt = state.now + scope.settings.leaseMs;
  const change = { transition: "claimed", leaseExpiresAt } as const;
  return transitionCommit(live, { ...state, run, thread }, change, { writes, events: [] });
}
