import type { RunStatus } from "@inhouse/contracts";
import { RunTransitionError } from "@inhouse/contracts";

/**
 * What can happen to a run.
 *
 * - `claimed`: a process took it up, or took it over from one whose lease ran out.
 * - `released`: the process gives it back unfinished, as when it shuts down.
 * - `action_required`: it waits for outputs or approvals of the caller.
 * - `outputs_submitted`: the caller gave all of them.
 * - `cancel_requested`: somebody wants it to stop.
 * - `cancelled`, `completed`, `incomplete`, `failed`, `expired`: its one end.
 */
export type RunTransition =
  | "claimed"
  | "released"
  | "action_required"
  | "outputs_submitted"
  | "cancel_requested"
  | "cancelled"
  | "completed"
  | "incomplete"
  | "failed"
  | "expired";

/**
 * The run machine: from each status, which transitions there are and where they lead. What is not here cannot happen. Work
 * that finishes before a cancellation reaches it may still complete the run: to cancel is an attempt, not a guarantee.
 */
export const runTransitions: Readonly<
  Record<RunStatus, Readonly<Partial<Record<RunTransition, RunStatus>>>>
> = {
  queued: {
    claimed: "in_progress",
    cancel_requested: "cancelling",
    failed: "failed",
    expired: "expired",
  },
  in_progress: {
    claimed: "in_progress",
    released: "queued",
    action_required: "requires_action",
    cancel_requested: "cancelling",
    completed: "completed",
    incomplete: "incomplete",
    failed: "failed",
    expired: "expired",
  },
  requires_action: {
    outputs_submitted: "queued",
    cancel_requested: "cancelling",
    expired: "expired",
  },
  cancelling: {
    cancelled: "cancelled",
    completed: "completed",
    incomplete: "incomplete",
    failed: "failed",
  },
  completed: {},
  failed: {},
  cancelled: {},
  expired: {},
  incomplete: {},
};

/**
 * @param status - where the run is
 * @param transition - what happens to it
 * @returns where it is then
 * @throws RunTransitionError if that cannot happen to a run of this status
 */
export function nextRunStatus(status: RunStatus, transition: RunTransition): RunStatus {
  const next = runTransitions[status][transition];
  if (next === undefined) throw new RunTransitionError(status, transition);
  return next;
}

/**
 * @param status - a run's status
 * @returns whether nothing can happen to the run any more
 */
export function isTerminal(status: RunStatus): boolean {
  return Object.keys(runTransitions[status]).length === 0;
}
