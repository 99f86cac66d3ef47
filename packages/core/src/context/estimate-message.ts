import type { PromptMessage } from "./prompt-message.ts";
import type { TokenEstimator } from "./token-estimator.ts";

type PromptPart = PromptMessage["content"][number];

/** What every message, and every call and result, costs beside its text. */
const FRAME_TOKENS = 4;
/** Ids on the wire are not counted, or an estimate would depend on which of two ids a call was given. */
const ID_TOKENS = 12;

/** @returns the counted tokens of a message, without the calibration */
export function countMessage(message: PromptMessage, estimator: TokenEstimator): number {
  const parts: readonly PromptPart[] = message.content;
  return parts.reduce((sum, part) => sum + countPart(part, estimator), FRAME_TOKENS);
}

/** @returns the counted tokens of messages, without the calibration */
export function countMessages(
  messages: readonly PromptMessage[],
  estimator: TokenEstimator,
): number {
  return messages.reduce((sum, message) => sum + countMessage(message, estimator), 0);
}

/**
 * @param fixed - what stands in every prompt beside the messages: the instructions, and the tools as JSON text
 * @returns its counted tokens, without the calibration
 */
export function countFixed(fixed: readonly string[], estimator: TokenEstimator): number {
  return fixed.reduce(
    (sum, text) => sum + estimator.countTokens(text) + FRAME_TOKENS,
    FRAME_TOKENS,
  );
}

function countPart(part: PromptPart, estimator: TokenEstimator): number {
  const count = (text: string): number => estimator.countTokens(text);
  switch (part.type) {
    case "text":
      return count(part.text);
    case "reasoning":
      // Encrypted thinking is about as long as the thinking, in base64.
      return count(part.text) + Math.ceil(JSON.stringify(part.providerMetadata ?? null).length / 6);
    case "tool_call":
      return FRAME_TOKENS + ID_TOKENS + count(part.name) + count(JSON.stringify(part.input));
    case "provider_result":
      return FRAME_TOKENS + ID_TOKENS + count(JSON.stringify(part.output));
    case "tool_result":
      return (
        FRAME_TOKENS + ID_TOKENS + count(part.output) + part.images.length * estimator.imageTokens
      );
    case "file":
    case "image_url":
      return estimator.imageTokens;
    default:
      return Math.ceil(JSON.stringify(part.value).length / 6);
  }
}
