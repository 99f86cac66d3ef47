import type { ScriptedFinishReason, TokenCounts } from "../script/finish.ts";

/** The end of an answer. */
export interface ModelFinish {
  /** What kind of part it is. */
  type: "finish";
  /** Why the answer ended. */
  finishReason: ModelFinishReason;
  /** Tokens as the provider counts them. */
  usage: ModelUsage;
}

/** Why an answer ended. */
export interface ModelFinishReason {
  /** The reason in the AI SDK's words. */
  unified: ScriptedFinishReason;
  /** The reason in the provider's words; here the same. */
  raw: string;
}

/** Tokens as the provider counts them. */
export interface ModelUsage {
  /** Tokens of the prompt. */
  inputTokens: ModelInputTokens;
  /** Tokens of the answer. */
  outputTokens: ModelOutputTokens;
}

/** Tokens of the prompt; undefined: not reported. */
export interface ModelInputTokens {
  /** All of them. */
  total: number | undefined;
  /** Those that the provider read anew. */
  noCache: number | undefined;
  /** Those that came from the provider's cache. */
  cacheRead: number | undefined;
  /** Those that went into the provider's cache; never reported. */
  cacheWrite: undefined;
}

/** Tokens of the answer; undefined: not reported. */
export interface ModelOutputTokens {
  /** All of them. */
  total: number | undefined;
  /** Those of text and tool calls. */
  text: number | undefined;
  /** Those of reasoning. */
  reasoning: number | undefined;
}

export function finishPart(reason: ScriptedFinishReason, tokens: TokenCounts): ModelFinish {
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = tokens;
  return {
    type: "finish",
    finishReason: { unified: reason, raw: reason },
    usage: {
      inputTokens: {
        total: inputTokens,
        noCache: inputTokens === undefined ? undefined : inputTokens - (cachedInputTokens ?? 0),
        cacheRead: cachedInputTokens,
        cacheWrite: undefined,
      },
      outputTokens: {
        total: outputTokens,
        text: outputTokens === undefined ? undefined : outputTokens - (reasoningTokens ?? 0),
        reasoning: reasoningTokens,
      },
    },
  };
}
