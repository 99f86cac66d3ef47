import type {
  ContextReceipt,
  MessageIncompleteReason,
  RunError,
  RunIncompleteReason,
  RunStepStatus,
  ToolCall,
  Usage,
} from "@inhouse/contracts";
import type { RunRecord } from "../storage/record-values.ts";
import { newToolCall } from "../tools/plan-tool-calls.ts";
import type { Accompaniment } from "./end-run.ts";
import { transitionCommit } from "./end-run.ts";
import type { CommitState, LiveRun, RunCommit } from "./live-run.ts";
import type { RunChange } from "./run-machine.ts";
import type { Prompt, RunSession } from "./run-session.ts";
import type { StopChange } from "./stop-change.ts";
import type { TurnEnd } from "./take-turn.ts";
import { isWaiting, requiredActionOf } from "./tool-phase.ts";
import type { TurnAssembler } from "./turn-assembler.ts";
import type { TurnEnding } from "./turn-ending.ts";
import type { TurnWrites } from "./turn-writes.ts";
import { turnWrites } from "./turn-writes.ts";

/** What became of a model call. */
export type AnswerOutcome =
  | { readonly kind: "final" }
  | { readonly kind: "calls"; readonly calls: readonly ToolCall[] }
  | {
      readonly kind: "cut";
      readonly reason: RunIncompleteReason & ("max_completion_tokens" | "content_filter");
    }
  | { readonly kind: "retry"; readonly error: RunError }
  | { readonly kind: "failed"; readonly error: RunError }
  | { readonly kind: "stopped"; readonly change: StopChange };

/** A model call, whole or not. */
export interface Answer {
  readonly turn: TurnAssembler;
  readonly prompt: Prompt;
  readonly outcome: AnswerOutcome;
  readonly usage: Usage;
  readonly receipt: ContextReceipt;
  /** Tokens of the whole run with this call. */
  readonly spent: Usage;
}

/**
 * Stores an answer with everything that follows from it, in one commit.
 *
 * @returns what comes next
 */
export async function commitAnswer(
  live: LiveRun,
  session: RunSession,
  answer: Answer,
): Promise<TurnEnd> {
  const { turn, outcome } = answer;
  if (outcome.kind === "final" && turn.toolStep === null) turn.openMessage();
  const ending = endingOf(answer);
  const action = outcome.kind === "calls" ? await requiredActionOf(outcome.calls) : null;
  const open = ending.toolStep === "in_progress";
  const started = ending.calls.some((call) => call.status === "started");
  let stored: TurnWrites | undefined;
  await live.commit((state) => {
    stored = turnWrites(live.scope.storage, turn, session.identity(answer), ending, {
      sequence: state.thread.nextSequence,
      now: state.now,
    });
    const run: RunRecord = {
      ...state.run,
      modelCalls: state.run.modelCalls + (outcome.kind === "retry" ? 0 : 1),
      spent: answer.spent,
      openStepId: open ? (turn.toolStep?.id ?? null) : null,
    };
    const change = changeOf(outcome, action === null || started ? null : action);
    const thread = { ...state.thread, epoch: answer.prompt.epoch };
    return answerCommit(live, { ...state, run, thread }, change, stored);
  });
  if (stored !== undefined) await session.remember(stored);
  live.hide();
  return nextOf(outcome, ending.calls);
}

function answerCommit(
  live: LiveRun,
  state: CommitState,
  change: RunChange | null,
  { writes, events, nextSequence }: Accompaniment & TurnWrites,
): RunCommit {
  if (change !== null) {
    return {
      thread: { ...state.thread, nextSequence },
      ...transitionCommit(live, state, change, { writes, events, nextSequence }),
    };
  }
  return { run: state.run, thread: { ...state.thread, nextSequence }, writes, events };
}

function changeOf(
  outcome: AnswerOutcome,
  action: Awaited<ReturnType<typeof requiredActionOf>>,
): RunChange | null {
  switch (outcome.kind) {
    case "final":
      return { transition: "completed" };
    case "cut":
      return { transition: "incomplete", reason: outcome.reason };
    case "failed":
      return { transition: "failed", error: outcome.error };
    case "stopped":
      return outcome.change;
    case "retry":
      return null;
    case "calls":
      return action === null ? null : { transition: "action_required", requiredAction: action };
  }
}

function nextOf(outcome: AnswerOutcome, calls: readonly ToolCall[]): TurnEnd {
  if (outcome.kind !== "calls") return "ended";
  if (calls.some((call) => call.status === "started")) return "calls";
  return calls.some(isWaiting) ? "waiting" : "answered";
}

function endingOf(answer: Answer): TurnEnding {
  const { turn, outcome, usage, receipt } = answer;
  const shared = {
    usage,
    receipt,
    reasoning: turn.reasoning,
    warnings: turn.warnings,
    lastError: outcome.kind === "failed" || outcome.kind === "retry" ? outcome.error : null,
  };
  const calls = outcome.kind === "calls" ? outcome.calls : abandonedCalls(turn);
  const unsettled = calls.some((call) => call.status === "started" || isWaiting(call));
  const { incomplete, step } = endings(outcome);
  const toolStep = outcome.kind === "calls" && unsettled ? "in_progress" : step;
  return { ...shared, incomplete, messageStep: step, toolStep, calls };
}

function endings(outcome: AnswerOutcome): {
  readonly incomplete: MessageIncompleteReason | null;
  readonly step: RunStepStatus;
} {
  switch (outcome.kind) {
    case "final":
    case "calls":
      return { incomplete: null, step: "completed" };
    case "cut": {
      const incomplete = outcome.reason === "content_filter" ? outcome.reason : "max_tokens";
      return { incomplete, step: "completed" };
    }
    case "retry":
    case "failed":
      return { incomplete: "run_failed", step: "failed" };
    case "stopped":
      return stoppedEndings[outcome.change.transition];
  }
}

const stoppedEndings = {
  cancelled: { incomplete: "run_cancelled", step: "cancelled" },
  expired: { incomplete: "run_expired", step: "expired" },
  released: { incomplete: "run_failed", step: "cancelled" },
} as const;

/** Calls of an answer that did not come to its end are never run. */
function abandonedCalls(turn: TurnAssembler): readonly ToolCall[] {
  return turn.requestedCalls().map((call) => ({
    ...newToolCall(call, undefined),
    status: "failed",
    output: "Not run: the answer that made this call was cut off.",
  }));
}

/** @returns whether another answer takes this one's place */
export function isSuperseded(outcome: AnswerOutcome): boolean {
  return (
    outcome.kind === "retry" ||
    (outcome.kind === "stopped" && outcome.change.transition === "released")
  );
}
