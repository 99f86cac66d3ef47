import type { Turn, TurnPart } from "@inhouse/model-scripted";
import {
  errorPart,
  fail,
  finish,
  hang,
  reasoning,
  text,
  toolCall,
  usage,
} from "@inhouse/model-scripted";
import type { RecordedAnswer, RecordedOutcome, RecordedStep } from "./run-recording.ts";

/**
 * @param answer - what the model answered
 * @param outcome - how the run ended, for the failure of an answer that failed
 * @returns the answer as the scripted model can play it
 */
export function playAnswer(answer: RecordedAnswer, outcome: RecordedOutcome): Turn {
  const parts: TurnPart[] = answer.steps.flatMap(playStep);
  if (answer.usage !== null && answer.ending !== "failed") {
    const { promptTokens, completionTokens } = answer.usage;
    parts.push(usage({ inputTokens: promptTokens, outputTokens: completionTokens }));
  }
  switch (answer.ending) {
    case "whole":
      return parts;
    case "length":
      return [...parts, finish("length")];
    case "content_filter":
      return [...parts, finish("content-filter")];
    case "stopped":
      return [...parts, hang()];
    case "failed": {
      const details = failureDetails(outcome);
      return parts.length === 0 ? fail(details) : [...parts, errorPart(details)];
    }
  }
}

function playStep(step: RecordedStep): readonly TurnPart[] {
  const thoughts = step.reasoning === null ? [] : [reasoning(step.reasoning)];
  if (step.type === "message_creation") return [...thoughts, text(step.text)];
  return [...thoughts, ...step.calls.map((call) => toolCall(call.name, call.arguments))];
}

/** A failure of the same kind, which no runtime tries to get over. */
function failureDetails({ errorCode, errorMessage }: RecordedOutcome): Parameters<typeof fail>[0] {
  const message = errorMessage ?? "The call failed.";
  if (errorCode === "rate_limit_exceeded") {
    return { status: 429, code: "insufficient_quota", message, retryable: false };
  }
  if (errorCode === "invalid_prompt") return { status: 400, code: "invalid_prompt", message };
  return { status: 500, message, retryable: false };
}
