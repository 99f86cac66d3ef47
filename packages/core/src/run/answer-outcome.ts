import type {
  MessageIncompleteReason,
  RequiredAction,
  RunError,
  RunIncompleteReason,
  RunStatus,
  RunStepStatus,
  ToolCall,
} from "@inhouse/contracts";
import type { StopReason } from "./live-run.ts";
import type { RunChange } from "./run-machine.ts";
import { isWaiting } from "./tool-calls.ts";

/** What became of a model call. */
export type AnswerOutcome =
  | { readonly kind: "final" }
  | {
      readonly kind: "calls";
      readonly calls: readonly ToolCall[];
      /** What the run waits for once all others have an outcome; null: nothing. */
      readonly action: RequiredAction | null;
    }
  | { readonly kind: "parked"; readonly calls: readonly ToolCall[] }
  | { readonly kind: "incomplete"; readonly reason: RunIncompleteReason }
  | { readonly kind: "retry"; readonly error: RunError }
  | { readonly kind: "failed"; readonly error: RunError }
  | { readonly kind: "stopped"; readonly transition: "cancelled" | "expired" | "released" };

/**
 * A run may have been stopped while its answer was on the way to the store. An answer that ends the run ends it all the same;
 * one that would go on does not.
 *
 * @param outcome - what became of the model call
 * @param stop - why the run was stopped here; null: it was not
 * @param status - the run's status in the store
 * @returns what becomes of it now
 */
export function heedStop(
  outcome: AnswerOutcome,
  stop: StopReason | null,
  status: RunStatus,
): AnswerOutcome {
  if (outcome.kind !== "calls" && outcome.kind !== "retry" && outcome.kind !== "stopped") {
    return outcome;
  }
  if (status === "cancelling") return { kind: "stopped", transition: "cancelled" };
  if (outcome.kind === "stopped" || stop === null || stop === "lost") return outcome;
  if (stop !== "released") return { kind: "stopped", transition: stop };
  if (outcome.kind === "retry") return { kind: "stopped", transition: "released" };
  const { calls } = outcome;
  if (!calls.some((call) => call.status === "started")) return outcome;
  // None of them was started yet: whoever takes the run up starts them.
  return { kind: "parked", calls: calls.map(parked) };
}

function parked(call: ToolCall): ToolCall {
  return call.status === "started" ? { ...call, status: "pending", startedAt: null } : call;
}

/** @returns whether another answer takes this one's place, so that no prompt may show it */
export function isSuperseded(outcome: AnswerOutcome): boolean {
  return (
    outcome.kind === "retry" || (outcome.kind === "stopped" && outcome.transition === "released")
  );
}

/** @returns what the outcome does to the run; null: it goes on */
export function changeOf(outcome: AnswerOutcome): RunChange | null {
  switch (outcome.kind) {
    case "final":
      return { transition: "completed" };
    case "incomplete":
      return { transition: "incomplete", reason: outcome.reason };
    case "failed":
      return { transition: "failed", error: outcome.error };
    case "stopped":
      return { transition: outcome.transition };
    case "parked":
      return { transition: "released" };
    case "retry":
      return null;
    case "calls": {
      const { calls, action } = outcome;
      if (action === null || calls.some((call) => call.status === "started")) return null;
      return { transition: "action_required", requiredAction: action };
    }
  }
}

/** What comes after a model answer. */
export type TurnEnd = "ended" | "calls" | "answered" | "waiting";

/**
 * @returns `ended`: the run has, or was handed back; `calls`: there are calls to run; `answered`: all calls have an outcome
 *   already; `waiting`: the caller has to act
 */
export function nextOf(outcome: AnswerOutcome): TurnEnd {
  if (outcome.kind === "retry") return "answered";
  if (outcome.kind !== "calls") return "ended";
  if (outcome.calls.some((call) => call.status === "started")) return "calls";
  return outcome.action === null ? "answered" : "waiting";
}

/** @returns whether calls of the answer have no outcome yet */
export function goesOn(outcome: AnswerOutcome): boolean {
  if (outcome.kind !== "calls" && outcome.kind !== "parked") return false;
  return outcome.calls.some(
    (call) => call.status === "started" || call.status === "pending" || isWaiting(call),
  );
}

/** How the message and the step end that were open when the answer did. */
export interface OpenEnding {
  /** Why the message is incomplete; null: it is completed. */
  readonly incomplete: MessageIncompleteReason | null;
  readonly step: RunStepStatus;
}

/** @returns how what was open ends */
export function endingOf(outcome: AnswerOutcome): OpenEnding {
  switch (outcome.kind) {
    case "final":
    case "calls":
    case "parked":
      return { incomplete: null, step: "completed" };
    case "incomplete": {
      const filtered = outcome.reason === "content_filter";
      return { incomplete: filtered ? "content_filter" : "max_tokens", step: "completed" };
    }
    case "retry":
    case "failed":
      return { incomplete: "run_failed", step: "failed" };
    case "stopped":
      return stoppedEndings[outcome.transition];
  }
}

const stoppedEndings = {
  cancelled: { incomplete: "run_cancelled", step: "cancelled" },
  expired: { incomplete: "run_expired", step: "expired" },
  released: { incomplete: "run_failed", step: "cancelled" },
} as const;
