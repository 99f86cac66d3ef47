import type { ContextReceipt, RunIncompleteReason } from "@inhouse/contracts";
import { storeFile } from "../file/store-file.ts";
import { ModelCallError } from "../model/model-call-error.ts";
import type { ModelFile } from "../model/model-event.ts";
import { decideRetry, defaultRetryPolicy } from "../model/retry-policy.ts";
import { streamModelCall } from "../model/stream-model-call.ts";
import { planToolCalls } from "../tools/plan-tool-calls.ts";
import type { AnswerOutcome } from "./commit-answer.ts";
import { commitAnswer } from "./commit-answer.ts";
import { endRun } from "./end-run.ts";
import { watchIdle } from "./idle-watch.ts";
import type { LiveRun } from "./live-run.ts";
import { pause } from "./pause.ts";
import type { Prompt, RunSession } from "./run-session.ts";
import { stopChange } from "./stop-change.ts";
import { TurnAssembler } from "./turn-assembler.ts";
import { endMessage, endStep, messageEndEvent, stepEndEvents } from "./turn-ending.ts";
import { addUsage, noUsage, usageOf } from "./usage.ts";

/** What comes after a model answer. */
export type TurnEnd = "ended" | "calls" | "answered" | "waiting";

/**
 * Asks the model once, with as many attempts as the faults of the provider need, and stores its answer.
 *
 * @returns `ended`: the run has; `calls`: there are calls to run; `answered`: all calls have an outcome already;
 *   `waiting`: the caller has to act
 */
export async function takeTurn(live: LiveRun, session: RunSession): Promise<TurnEnd> {
  const limit = reachedLimit(live);
  if (limit !== null) return endWith(live, limit);
  let overflow = false;
  for (let attempt = 1; ; attempt++) {
    const prompt = await session.buildPrompt(live, { overflow });
    if (prompt.empty)
      return endInvalid(live, "The thread has no message that the model could answer.");
    if (!prompt.withinBudget) return endWith(live, "max_prompt_tokens");
    const turn = newTurn(live, session);
    try {
      await readAnswer(live, session, prompt, turn);
    } catch (error) {
      const failure = asModelCallError(error, live);
      const again = await settleFailure(live, session, {
        failure,
        attempt,
        overflow,
        prompt,
        turn,
      });
      if (again === null) return "ended";
      overflow = again.overflow;
      continue;
    }
    return commitWhole(live, session, prompt, turn);
  }
}

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

async function endWith(live: LiveRun, reason: RunIncompleteReason): Promise<TurnEnd> {
  await endRun(live, { transition: "incomplete", reason });
  return "ended";
}

async function endInvalid(live: LiveRun, message: string): Promise<TurnEnd> {
  await endRun(live, { transition: "failed", error: { code: "invalid_prompt", message } });
  return "ended";
}

function newTurn(live: LiveRun, session: RunSession): TurnAssembler {
  const { scope } = live;
  const { threadId, id: runId, assistantId } = live.record.run;
  return new TurnAssembler({
    base: { threadId, runId, assistantId },
    newId: scope.newId,
    now: () => scope.clock.now(),
    emit: (event) => live.emit(event),
    toolType: (name) => session.toolType(name),
    closeMessage(message, step) {
      const now = scope.clock.now();
      live.emit(messageEndEvent(endMessage(message, null, now)));
      for (const event of stepEndEvents(endStep(step, "completed", now))) live.emit(event);
    },
  });
}

async function readAnswer(
  live: LiveRun,
  session: RunSession,
  prompt: Prompt,
  turn: TurnAssembler,
): Promise<void> {
  const { clock, settings } = live.scope;
  const watch = watchIdle(clock, live.signal, settings.modelIdleMs);
  try {
    for await (const event of streamModelCall(session.modelCall(live, prompt, watch.signal))) {
      watch.heard();
      if (event.type === "file") await addModelFile(live, turn, event);
      else turn.push(event);
      live.show(turn);
    }
  } catch (error) {
    throw watch.idle ? watch.error() : error;
  } finally {
    watch.end();
  }
}

async function addModelFile(live: LiveRun, turn: TurnAssembler, event: ModelFile): Promise<void> {
  const file = await storeFile(live.scope, {
    filename: `output.${event.mediaType.split("/").at(-1)?.replace(/\W.*/, "") || "bin"}`,
    bytes: event.bytes,
    mediaType: event.mediaType,
    purpose: "assistants_output",
    threadId: live.threadId,
    metadata: {},
  });
  const part = event.mediaType.startsWith("image/")
    ? ({ type: "image_file", fileId: file.id, detail: "auto" } as const)
    : ({ type: "file", fileId: file.id } as const);
  turn.addFile(file.id, part, event.providerMetadata);
}

async function commitWhole(
  live: LiveRun,
  session: RunSession,
  prompt: Prompt,
  turn: TurnAssembler,
): Promise<TurnEnd> {
  const requested = turn.requestedCalls();
  const { parallelToolCalls } = live.record.run;
  const now = live.scope.clock.now();
  const { bindings } = session;
  const cut = cutReason(turn);
  const calls =
    cut === null ? await planToolCalls(requested, { bindings, parallelToolCalls, now }) : [];
  if (cut === null && requested.length === 0) {
    for (const part of session.producedParts(live.runId)) turn.appendPart(part);
  }
  const outcome: AnswerOutcome =
    cut !== null
      ? { kind: "cut", reason: cut }
      : requested.length === 0
        ? { kind: "final" }
        : { kind: "calls", calls };
  return commitAnswer(live, session, {
    turn,
    prompt,
    outcome,
    ...facts(live, session, prompt, turn),
  });
}

function cutReason(turn: TurnAssembler): "max_completion_tokens" | "content_filter" | null {
  if (turn.finish?.reason === "length") return "max_completion_tokens";
  return turn.finish?.reason === "content_filter" ? "content_filter" : null;
}

/** What a finished or broken call cost, and what it was sent. */
function facts(live: LiveRun, session: RunSession, prompt: Prompt, turn: TurnAssembler) {
  const reported = turn.finish?.usage ?? null;
  // A call that was refused before it said anything cost nothing.
  const usage =
    reported === null && !turn.began
      ? noUsage
      : usageOf(reported, {
          promptTokens: prompt.receipt.estimatedTokens,
          completionTokens: session.estimateTokens(turn.writtenCharacters()),
        });
  if (reported?.promptTokens != null) session.learn(prompt, reported.promptTokens);
  const receipt: ContextReceipt = {
    ...prompt.receipt,
    reportedTokens: reported?.promptTokens ?? null,
    cachedTokens: reported?.cachedPromptTokens ?? null,
  };
  return { usage, receipt, spent: addUsage(live.record.spent, usage) };
}

interface FailedTurn {
  readonly failure: ModelCallError;
  readonly attempt: number;
  readonly overflow: boolean;
  readonly prompt: Prompt;
  readonly turn: TurnAssembler;
}

/** @returns how to try again; null: the run has ended */
async function settleFailure(
  live: LiveRun,
  session: RunSession,
  failed: FailedTurn,
): Promise<{ readonly overflow: boolean } | null> {
  const { failure, attempt, prompt, turn } = failed;
  const about = { turn, prompt, ...facts(live, session, prompt, turn) };
  if (live.stopReason === null && failure.failure === "context_overflow" && !failed.overflow) {
    session.learnOverflow(prompt);
    return { overflow: true };
  }
  const { failure: kind, retryable, retryAfterMs } = failure;
  const decision = decideRetry(
    { failure: kind, retryable, attempt, outputBegan: turn.began, retryAfterMs },
    live.scope.random(),
    { ...defaultRetryPolicy, maxRetries: live.scope.settings.modelRetries },
  );
  const again = live.stopReason === null && decision.retry;
  if (again && turn.began) {
    await commitAnswer(live, session, {
      ...about,
      outcome: { kind: "retry", error: runError(failure) },
    });
  }
  if (again) {
    await pause(live.scope.clock, decision.delayMs, live.signal);
    // A stop that comes in the pause finds nothing half-written: the next call reports it.
    return { overflow: failed.overflow };
  }
  const stopped = stopChange(live);
  const outcome: AnswerOutcome =
    stopped === null
      ? { kind: "failed", error: runError(failure) }
      : { kind: "stopped", change: stopped };
  await commitAnswer(live, session, { ...about, outcome });
  return null;
}

function runError({ failure, message }: ModelCallError) {
  const codes = {
    aborted: "server_error",
    rate_limit: "rate_limit_exceeded",
    context_overflow: "invalid_prompt",
    invalid_prompt: "invalid_prompt",
    server: "server_error",
  } as const;
  return { code: codes[failure], message };
}

/** A call that was stopped throws whatever it likes; a fault that is no provider's is not swallowed here. */
function asModelCallError(error: unknown, live: LiveRun): ModelCallError {
  if (error instanceof ModelCallError) return error;
  if (live.stopReason === null || live.stopReason === "lost") throw error;
  const details = { failure: "aborted", retryable: false, retryAfterMs: null } as const;
  return new ModelCallError("The run was stopped.", details, { cause: error });
}
