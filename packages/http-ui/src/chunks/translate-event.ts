import type { Run, RunEvent, RunStep } from "@inhouse/contracts";
import type { FileLookup } from "../files/ui-file.ts";
import { abandonCalls, requireAction, stepDelta, update } from "./call-chunks.ts";
import { messageDelta, reasoningDelta } from "./message-chunks.ts";
import { endChunks, startMetadata } from "./run-ending.ts";
import { closeParts, closeStep, openStep, takeBack } from "./step-chunks.ts";
import type { Translation } from "./translation.ts";
import { andThen, forEach, nothing } from "./translation.ts";
import type { TranslationState } from "./translation-state.ts";

/**
 * The translation of a run into the AI SDK's UI message stream: one run is one message, and one model answer is one step of
 * it. It is a pure function of the run's events, so whoever reads them, live or late, gets the same message.
 *
 * An answer that comes to nothing, because the provider or the process failed in the middle, is taken back by `reset-step`,
 * which empties the client's newest step.
 *
 * @param state - `beginning`, or what the event before left
 * @param event - the next event
 * @param files - finds the files that the event names
 */
export function translateEvent(
  state: TranslationState,
  event: RunEvent,
  files: FileLookup,
): Translation {
  switch (event.type) {
    case "thread.created":
    case "thread.run.queued":
    case "thread.run.cancelling":
    case "thread.message.created":
    case "thread.message.in_progress":
    case "thread.run.step.in_progress":
      return nothing(state);
    case "thread.run.in_progress":
      // Somebody took the run up from a process that was in the middle of an answer.
      return nothing(state.step === "cut" ? { ...state, step: "failed" } : state);
    case "thread.run.created":
      return begin(state, event.data);
    case "thread.run.requires_action":
      return pause(state, event.data);
    case "thread.run.completed":
    case "thread.run.failed":
    case "thread.run.cancelled":
    case "thread.run.expired":
    case "thread.run.incomplete":
      return end(state, event.data);
    case "thread.run.step.created":
      return beginRunStep(state, event.data);
    case "thread.run.step.delta":
      return stepDelta(state, event.data, files);
    case "thread.run.step.completed":
    case "thread.run.step.failed":
    case "thread.run.step.cancelled":
    case "thread.run.step.expired":
      return endRunStep(state, event.data, files);
    case "thread.run.reasoning.delta":
      return reasoningDelta(state, event.data.text);
    case "thread.message.delta":
      return messageDelta(state, event.data, files);
    case "thread.message.completed":
    case "thread.message.incomplete":
      return closeParts(state);
    case "thread.message.deleted":
      return takeBack(state);
  }
}

function begin(state: TranslationState, run: Run): Translation {
  const messageMetadata = startMetadata(run);
  return { state, chunks: [{ type: "start", messageId: run.id, messageMetadata }] };
}

function pause(state: TranslationState, run: Run): Translation {
  const asked =
    run.requiredAction === null ? nothing(state) : requireAction(state, run.requiredAction);
  return andThen(asked, (now) => ({ state: now, chunks: endChunks(run) }));
}

function end(state: TranslationState, run: Run): Translation {
  const closed = andThen(andThen(closeParts(state), abandonCalls), closeStep);
  return andThen(closed, (now) => ({ state: now, chunks: endChunks(run) }));
}

function beginRunStep(state: TranslationState, step: RunStep): Translation {
  return andThen(openStep(state), (now) =>
    nothing(step.type === "tool_calls" ? { ...now, firstCall: now.calls.length } : now),
  );
}

function endRunStep(state: TranslationState, step: RunStep, files: FileLookup): Translation {
  // What a void attempt had called for is gone with it.
  if (state.step === "void") return nothing(state);
  const calls = step.stepDetails.type === "tool_calls" ? step.stepDetails.toolCalls : [];
  const told = andThen(
    forEach(state, calls, (now, call) => update(now, call, files)),
    closeParts,
  );
  // All steps of one model answer but the last come without its usage, and all of one that was abandoned.
  if (step.status === "failed") {
    const left = step.usage === null ? "cut" : "failed";
    return andThen(told, (now) => nothing({ ...now, step: left }));
  }
  return step.usage === null ? told : andThen(told, closeStep);
}
