import type { RunIncompleteReason } from "@inhouse/contracts";
import { planToolCalls } from "../tools/plan-tool-calls.ts";
import type { AnswerOutcome, TurnEnd } from "./answer-outcome.ts";
import { commitAnswer } from "./commit-answer.ts";
import { endRun } from "./end-run.ts";
import type { LiveRun } from "./live-run.ts";
import { readAnswer } from "./read-answer.ts";
import type { EndingChange } from "./run-machine.ts";
import type { Prompt, RunSession } from "./run-session.ts";
import { requiredActionOf } from "./tool-calls.ts";
import { TurnAssembler } from "./turn-assembler.ts";
import { turnCost } from "./turn-cost.ts";
import type { Attempts } from "./turn-failure.ts";
import { afterFailure } from "./turn-failure.ts";

/**
 * Asks the model once, with as many attempts as the faults of the provider need, and stores its answer.
 *
 * @returns what comes next
 */
export async function takeTurn(live: LiveRun, session: RunSession): Promise<TurnEnd> {
  const limit = reachedLimit(live);
  if (limit !== null) return endWith(live, { transition: "incomplete", reason: limit });
  let attempts: Attempts = { made: 1, wasTooLong: false, overflow: false };
  for (;;) {
    const prompt = await session.buildPrompt(live, attempts);
    if (prompt.empty) return endWith(live, noMessage);
    if (attempts.overflow && !prompt.receipt.cut) return endWith(live, tooLong);
    if (!prompt.withinBudget) {
      return endWith(live, { transition: "incomplete", reason: "max_prompt_tokens" });
    }
    const turn = openTurn(live, session, prompt);
    const failure = await readAnswer(live, session, prompt, turn);
    if (failure === null) {
      return settle(live, session, prompt, turn, await outcomeOf(live, session, turn));
    }
    if (failure.failure === "context_overflow") session.learnOverflow(prompt);
    const { outcome, again } = afterFailure(live, failure, attempts, turn.began);
    const end = outcome === null ? null : await settle(live, session, prompt, turn, outcome);
    if (again === null || end === "ended") return "ended";
    live.openTurn = null;
    await live.rest(again.delayMs);
    attempts = again;
  }
}

const noMessage: EndingChange = {
  transition: "failed",
  error: {
    code: "invalid_prompt",
    message: "The thread has no message that the model could answer.",
  },
};

const tooLong: EndingChange = {
  transition: "failed",
  error: {
    code: "invalid_prompt",
    message:
      "The provider refused the prompt as too long, and nothing of it can be left out: shorten the newest message, the instructions or the tools.",
  },
};

function reachedLimit(live: LiveRun): RunIncompleteReason | null {
  const { run, modelCalls, spent } = live.record;
  if (modelCalls >= run.maxSteps) return "max_steps";
  if (run.maxPromptTokens !== null && spent.promptTokens >= run.maxPromptTokens) {
    return "max_prompt_tokens";
  }
  if (run.maxCompletionTokens !== null && spent.completionTokens >= run.maxCompletionTokens) {
    return "max_completion_tokens";
  }
  return null;
}

async function endWith(live: LiveRun, change: EndingChange): Promise<TurnEnd> {
  await endRun(live, change);
  return "ended";
}

/** Begins an answer, so that readers find it, and the run's end ends it. */
function openTurn(live: LiveRun, session: RunSession, prompt: Prompt): TurnAssembler {
  const { scope } = live;
  const { threadId, id: runId, assistantId } = live.record.run;
  const turn = new TurnAssembler({
    base: { threadId, runId, assistantId },
    newId: scope.newId,
    now: () => scope.clock.now(),
    emit: (event) => live.emit(event),
    toolType: (name) => session.toolType(name),
    produced: session.produced,
  });
  live.openTurn = {
    findMessage: (id) => turn.findMessage(id),
    findStep: (id) => turn.findStep(id),
    async end(change) {
      await settle(live, session, prompt, turn, endOutcome(change));
    },
  };
  return turn;
}

function endOutcome(change: EndingChange): AnswerOutcome {
  switch (change.transition) {
    case "failed":
      return { kind: "failed", error: change.error };
    case "incomplete":
      return { kind: "incomplete", reason: change.reason };
    default:
      return { kind: "stopped", transition: change.transition };
  }
}

function settle(
  live: LiveRun,
  session: RunSession,
  prompt: Prompt,
  turn: TurnAssembler,
  outcome: AnswerOutcome,
): Promise<TurnEnd> {
  return commitAnswer(live, session, { turn, prompt, ...turnCost(session, prompt, turn) }, outcome);
}

/** What becomes of an answer that came to its end. */
async function outcomeOf(
  live: LiveRun,
  session: RunSession,
  turn: TurnAssembler,
): Promise<AnswerOutcome> {
  const reason = turn.finish?.reason;
  if (reason === "length") return { kind: "incomplete", reason: "max_completion_tokens" };
  if (reason === "content_filter") return { kind: "incomplete", reason: "content_filter" };
  if (turn.isFinal) {
    turn.complete();
    for (const part of session.producedParts(live.runId, turn)) turn.openMessage().append(part);
    return { kind: "final" };
  }
  const calls = await planToolCalls(turn.requestedCalls(), {
    bindings: session.bindings,
    parallelToolCalls: live.record.run.parallelToolCalls,
    now: live.scope.clock.now(),
    signal: live.signal,
  });
  return { kind: "calls", calls, action: await requiredActionOf(calls) };
}
