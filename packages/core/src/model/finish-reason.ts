import type { FinishReason, LanguageModelUsage } from "ai";
import type { ModelFinish, ModelUsage } from "./model-event.ts";

/** @returns undefined: the answer is not whole */
export function toFinishReason(
  reason: FinishReason | "unknown",
  answer: AnswerState,
): ModelFinish["reason"] | undefined {
  switch (reason) {
    case "stop":
    case "length":
      return reason;
    case "content-filter":
      return "content_filter";
    case "tool-calls":
      return "tool_calls";
    case "error":
    case "interrupted":
      return undefined;
    default:
      // Older providers say "other" of a connection that broke off, too; what is missing or left open gives it away.
      return answer.isEmpty || answer.hasOpenParts || !answer.hasReason ? undefined : "other";
  }
}

/** What had come when the provider said that the answer was over. */
export interface AnswerState {
  readonly isEmpty: boolean;
  /** Whether a text, a thought or a tool call was begun and not ended. */
  readonly hasOpenParts: boolean;
  /** Whether the provider gave a reason of its own; also where its package cannot tell. */
  readonly hasReason: boolean;
}

export function toModelUsage(usage: LanguageModelUsage): ModelUsage {
  return {
    promptTokens: usage.inputTokens ?? null,
    completionTokens: usage.outputTokens ?? null,
    cachedPromptTokens: usage.inputTokenDetails?.cacheReadTokens ?? null,
    reasoningTokens: usage.outputTokenDetails?.reasoningTokens ?? null,
  };
}
