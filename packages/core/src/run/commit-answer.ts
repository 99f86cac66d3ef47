import type { ContextReceipt, ToolCall, Usage } from "@inhouse/contracts";
import { newToolCall } from "../tools/plan-tool-calls.ts";
import type { AnswerOutcome, TurnEnd } from "./answer-outcome.ts";
import { changeOf, endingOf, goesOn, heedStop, isSuperseded, nextOf } from "./answer-outcome.ts";
import { transitionCommit } from "./end-run.ts";
import type { LiveRun } from "./live-run.ts";
import type { CommitState, RunCommit } from "./prepare-commit.ts";
import type { Prompt, RunSession } from "./run-session.ts";
import type { TurnAssembler } from "./turn-assembler.ts";
import type { TurnEnding, TurnIdentity, TurnWrites } from "./turn-writes.ts";
import { turnWrites } from "./turn-writes.ts";
import { addUsage } from "./usage.ts";

/** A model call, whole or not, and what it cost. */
export interface Answer {
  readonly turn: TurnAssembler;
  readonly prompt: Prompt;
  readonly usage: Usage;
  readonly receipt: ContextReceipt;
}

/**
 * Stores an answer with everything that follows from it, in one commit.
 *
 * @param live - the run
 * @param session - its execution
 * @param answer - what the model wrote
 * @param wanted - what is to become of it, unless the run is stopped before it is stored
 * @returns what comes next
 */
export async function commitAnswer(
  live: LiveRun,
  session: RunSession,
  answer: Answer,
  wanted: AnswerOutcome,
): Promise<TurnEnd> {
  answer.turn.complete();
  let outcome = wanted;
  let stored: TurnWrites | undefined;
  await live.commit((state) => {
    outcome = heedStop(wanted, live.stopReason, state.run.run.status);
    stored = writesOf(live, session, answer, outcome, state);
    return answerCommit(live, answer, outcome, stored, state);
  });
  live.openTurn = null;
  const next = nextOf(outcome);
  if (stored !== undefined && (next === "calls" || next === "answered")) {
    await session.remember(live.runId, stored.entries);
  }
  return next;
}

function writesOf(
  live: LiveRun,
  session: RunSession,
  answer: Answer,
  outcome: AnswerOutcome,
  state: CommitState,
): TurnWrites {
  const { turn, prompt, usage, receipt } = answer;
  const identity: TurnIdentity = {
    turnId: turn.sections[0]?.step.id ?? "",
    model: session.modelName,
    finished: turn.finish !== null,
    superseded: isSuperseded(outcome),
    promptFingerprint: prompt.fingerprint,
  };
  const ending: TurnEnding = {
    ...endingOf(outcome),
    calls: callsOf(turn, outcome),
    goesOn: goesOn(outcome),
    lastError: "error" in outcome ? outcome.error : null,
    usage,
    receipt,
    warnings: turn.warnings,
  };
  const at = { sequence: state.thread.nextSequence, now: state.now };
  return turnWrites(live.scope.storage, turn, identity, ending, at);
}

function answerCommit(
  live: LiveRun,
  { turn, prompt, usage }: Answer,
  outcome: AnswerOutcome,
  { writes, events, nextSequence }: TurnWrites,
  state: CommitState,
): RunCommit {
  const run = {
    ...state.run,
    modelCalls: state.run.modelCalls + (isSuperseded(outcome) ? 0 : 1),
    spent: addUsage(state.run.spent, usage),
    openStepId: goesOn(outcome) ? (turn.calls?.step.id ?? null) : null,
  };
  const thread = { ...state.thread, epoch: prompt.epoch, nextSequence };
  const change = changeOf(outcome);
  if (change === null) return { run, thread, writes, events };
  return transitionCommit(live, { ...state, run, thread }, change, { writes, events });
}

/** Calls of an answer that is no good any more are never run. */
function callsOf(turn: TurnAssembler, outcome: AnswerOutcome): readonly ToolCall[] {
  if ("calls" in outcome) return outcome.calls;
  const why =
    outcome.kind === "stopped"
      ? "Not run: the run was stopped."
      : "Not run: the answer that made this call was cut off.";
  return turn.requestedCalls().map((call) => ({
    ...newToolCall(call, undefined),
    type: turn.typeOf(call.name),
    status: "failed",
    output: why,
  }));
}
