import type { Message, Run, RunError, RunStep, StorageWrite } from "@inhouse/contracts";
import { applyMessageDelta, applyStepDelta } from "../events/apply-delta.ts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { IdSource } from "../scope/ids.ts";
import type { TenantStorage } from "../storage/tenant-storage.ts";
import { newMessage, newStep } from "./new-objects.ts";
import { stepInsert } from "./thread-inserts.ts";
import {
  endMessage,
  endStep,
  messageBeginEvents,
  messageEndEvent,
  stepBeginEvents,
  stepEndEvents,
} from "./turn-ending.ts";

/** A step of a model answer as its events told of it. */
interface ToldStep {
  step: RunStep;
  message: Message | null;
  reasoning: string;
}

/** What readers were told of an answer that its owner did not live to store. */
interface ToldTurn {
  readonly steps: readonly ToldStep[];
  /** Thinking that no step was opened for. */
  readonly thoughts: string;
}

/** What makes an end of it. */
export interface AbandonedTurn {
  readonly writes: readonly StorageWrite[];
  readonly events: readonly UnnumberedEvent[];
  /** The first place in the thread that is free behind it. */
  readonly nextSequence: number;
}

const abandoned: RunError = {
  code: "server_error",
  message: "The process that worked on this step stopped before it was finished.",
};

/**
 * Makes an end of an answer whose owner is gone, as of any attempt that failed: the step that was open has failed, and every
 * message of it is void, so that a reader who puts messages together shows none of it beside the next attempt's.
 *
 * @param storage - whose run
 * @param told - the events that were stored ahead of the answer; those of running tools change nothing
 * @param run - the run
 * @param newId - makes ids
 * @param at - the first free place in the thread, and the time
 */
export function endAbandonedTurn(
  storage: TenantStorage,
  told: readonly UnnumberedEvent[],
  run: Run,
  newId: IdSource,
  at: { readonly sequence: number; readonly now: number },
): AbandonedTurn {
  const { steps, thoughts } = readTold(told);
  const begun: UnnumberedEvent[] = [];
  if (thoughts !== "" && steps.length === 0) {
    const opened = openStep(run, newId, thoughts, at.now);
    begun.push(...stepBeginEvents(opened.step), ...messageBeginEvents(opened.message));
    return endSteps(storage, [opened], run, at, begun);
  }
  return endSteps(storage, steps, run, at, begun);
}

function readTold(events: readonly UnnumberedEvent[]): ToldTurn {
  const steps: ToldStep[] = [];
  let thoughts = "";
  for (const { type, data } of events) {
    const last = steps.at(-1);
    if (type === "thread.run.step.created") {
      steps.push({ step: data as RunStep, message: null, reasoning: thoughts });
      thoughts = "";
    } else if (type === "thread.run.reasoning.delta") {
      const { text } = data as { readonly text: string };
      if (last === undefined) thoughts += text;
      else last.reasoning += text;
    } else if (last !== undefined) tell(last, { type, data } as UnnumberedEvent);
  }
  return { steps, thoughts };
}

function tell(told: ToldStep, event: UnnumberedEvent): void {
  switch (event.type) {
    case "thread.run.step.delta":
      if (event.data.stepId === told.step.id) told.step = applyStepDelta(told.step, event.data);
      return;
    case "thread.message.delta":
      if (told.message !== null) told.message = applyMessageDelta(told.message, event.data);
      return;
    case "thread.message.created":
    case "thread.message.in_progress":
    case "thread.message.completed":
    case "thread.message.incomplete":
      told.message = event.data;
      return;
    default:
      if (event.type.startsWith("thread.run.step.")) told.step = event.data as RunStep;
  }
}

/** Thinking needs a step to belong to. */
function openStep(
  run: Run,
  newId: IdSource,
  reasoning: string,
  now: number,
): ToldStep & { readonly message: Message } {
  const base = { threadId: run.threadId, runId: run.id, assistantId: run.assistantId };
  const message = newMessage(base, { id: newId("message"), now });
  const details = { type: "message_creation", messageId: message.id } as const;
  return { step: newStep(base, { id: newId("step"), now, details }), message, reasoning };
}

function endSteps(
  storage: TenantStorage,
  steps: readonly ToldStep[],
  run: Run,
  at: { readonly sequence: number; readonly now: number },
  begun: readonly UnnumberedEvent[],
): AbandonedTurn {
  const events = [...begun];
  const writes: StorageWrite[] = [];
  let { sequence } = at;
  const identity = {
    turnId: steps[0]?.step.id ?? "",
    model: run.model,
    finished: false,
    superseded: true,
    promptFingerprint: "",
  };
  for (const { step, message, reasoning } of steps) {
    if (message?.status === "in_progress") {
      events.push(messageEndEvent(endMessage(message, "run_failed", at.now)));
    }
    if (message !== null) {
      events.push({ type: "thread.message.deleted", data: { messageId: message.id } });
    }
    const isOpen = step.status === "in_progress";
    const ended = isOpen ? failedStep(step, reasoning, at.now) : step;
    if (isOpen) events.push(...stepEndEvents(ended));
    const record = { ...identity, step: ended, parts: [], onClose: null };
    writes.push(stepInsert(storage, record, sequence++));
  }
  return { writes, events, nextSequence: sequence };
}

function failedStep(step: RunStep, reasoning: string, now: number): RunStep {
  const failed = { ...endStep(step, "failed", now), reasoning: reasoning || null };
  if (step.stepDetails.type !== "tool_calls") return { ...failed, lastError: abandoned };
  const toolCalls = step.stepDetails.toolCalls.map((call) =>
    call.status === "pending"
      ? ({ ...call, status: "failed", output: notRun, endedAt: now } as const)
      : call,
  );
  return { ...failed, lastError: abandoned, stepDetails: { type: "tool_calls", toolCalls } };
}

const notRun = "Not run: the process that made this call stopped before the answer was whole.";
