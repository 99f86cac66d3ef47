import type { StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { StepRecord } from "../storage/record-values.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { CommitState, LiveRun, RunCommit } from "./live-run.ts";
import type { RunChange } from "./run-machine.ts";
import { applyRunChange, runStatusEventType } from "./run-machine.ts";
import { isTerminal } from "./run-status.ts";
import { withoutRun } from "./thread-turns.ts";
import { endStep, stepEndEvents } from "./turn-ending.ts";

/** What a transition brings along into its commit. */
export interface Accompaniment {
  readonly writes?: readonly StorageWrite[];
  readonly events?: readonly UnnumberedEvent[];
  /** The first place of the thread that is free behind what is written. */
  readonly nextSequence?: number;
}

/**
 * @param live - the run
 * @param state - the records as they are
 * @param change - what happens to the run
 * @param along - what else is written and told
 * @returns the commit in which it happens; a run that ends leaves its thread to the next
 */
export function transitionCommit(
  live: LiveRun,
  state: CommitState,
  change: RunChange,
  along: Accompaniment = {},
): RunCommit {
  const run = applyRunChange(state.run, change, state.now);
  const events = [...(along.events ?? []), { type: runStatusEventType(run.run), data: run.run }];
  const base = { run, writes: along.writes ?? [], events };
  const nextSequence = along.nextSequence ?? state.thread.nextSequence;
  const thread = isTerminal(run.run.status) ? withoutRun(state.thread, live.runId) : state.thread;
  if (thread === state.thread && nextSequence === thread.nextSequence) return base;
  return { ...base, thread: { ...thread, nextSequence } };
}

/** How a run ends that is not in the middle of a model call. */
export type EndingChange = Extract<
  RunChange,
  { transition: "cancelled" | "expired" | "failed" | "incomplete" }
>;

/** Ends the run, and with it the step whose calls have no outcome yet. */
export async function endRun(live: LiveRun, change: EndingChange): Promise<void> {
  const open = await openStepRecord(live);
  await live.commit((state) => {
    if (open === undefined) return transitionCommit(live, state, change);
    const step = endOpenStep(open.value, change, state.now);
    return transitionCommit(live, state, change, {
      writes: [{ type: "update", record: changed(open, { value: step }) }],
      events: stepEndEvents(step.step),
    });
  });
}

/** @returns the record of the step whose calls have no outcome yet */
export async function openStepRecord(
  live: LiveRun,
): Promise<Awaited<ReturnType<typeof live.scope.storage.find<"step">>>> {
  const id = live.record.openStepId;
  return id === null ? undefined : live.scope.storage.find("step", id);
}

function endOpenStep(record: StepRecord, change: EndingChange, now: number): StepRecord {
  const status = change.transition === "incomplete" ? "failed" : change.transition;
  const step = endStep(record.step, status, now);
  const lastError = change.transition === "failed" ? change.error : null;
  return { ...record, step: { ...step, lastError } };
}
