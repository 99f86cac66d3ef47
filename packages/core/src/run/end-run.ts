import type { RunStepStatus, StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { closeStep } from "./close-step.ts";
import type { LiveRun } from "./live-run.ts";
import type { CommitState, RunCommit } from "./prepare-commit.ts";
import type { EndingChange, RunChange } from "./run-machine.ts";
import { applyRunChange, heedCancel, runStatusEventType } from "./run-machine.ts";
import { isTerminal } from "./run-status.ts";
import { withoutRun } from "./thread-turns.ts";

/** What a transition brings along into its commit. */
export interface Accompaniment {
  readonly writes: readonly StorageWrite[];
  readonly events: readonly UnnumberedEvent[];
}

/**
 * @param live - the run
 * @param state - the records as they are to be, but for the change
 * @param change - what happens to the run
 * @param along - what else is written and told
 * @returns the commit in which it happens; a run that ends leaves its thread to the next
 */
export function transitionCommit(
  live: LiveRun,
  state: CommitState,
  change: RunChange,
  along: Accompaniment = { writes: [], events: [] },
): RunCommit {
  const run = applyRunChange(state.run, change, state.now);
  const events = [...along.events, { type: runStatusEventType(run.run), data: run.run }];
  const thread = isTerminal(run.run.status) ? withoutRun(state.thread, live.runId) : state.thread;
  const base = { run, writes: along.writes, events };
  return thread === live.thread ? base : { ...base, thread };
}

/** Ends the run, and with it what the model is writing, or the step whose calls have no outcome yet. */
export async function endRun(live: LiveRun, wanted: EndingChange): Promise<void> {
  if (live.openTurn !== null) return live.openTurn.end(heedCancel(wanted, live.record.run.status));
  const open = await openStepRecord(live);
  await live.commit((state) => {
    const change = heedCancel(wanted, state.run.run.status);
    if (open === undefined) return transitionCommit(live, state, change);
    const closed = closeStep(live.scope.storage, open, open.value, {
      status: stepStatuses[change.transition],
      lastError: change.transition === "failed" ? change.error : null,
      sequence: state.thread.nextSequence,
      now: state.now,
    });
    const thread = { ...state.thread, nextSequence: closed.nextSequence };
    return transitionCommit(live, { ...state, thread }, change, closed);
  });
}

const stepStatuses: Readonly<Record<EndingChange["transition"], RunStepStatus>> = {
  cancelled: "cancelled",
  expired: "expired",
  failed: "failed",
  incomplete: "failed",
};

/** @returns the record of the step whose calls have no outcome yet */
export async function openStepRecord(live: LiveRun): Promise<TypedRecord<"step"> | undefined> {
  const id = live.record.openStepId;
  return id === null ? undefined : live.scope.storage.find("step", id);
}
