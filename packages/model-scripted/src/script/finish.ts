/** Why an answer ended. */
export type ScriptedFinishReason =
  | "stop"
  | "length"
  | "content-filter"
  | "tool-calls"
  | "error"
  | "other";

/** Tokens as the provider counts them; an absent number is one that it does not report. */
export interface TokenCounts {
  /** Tokens of the prompt, cached ones included. */
  readonly inputTokens?: number;
  /** Tokens of the prompt that came from the provider's cache. */
  readonly cachedInputTokens?: number;
  /** Tokens of the answer, reasoning included. */
  readonly outputTokens?: number;
  /** Tokens of the answer that were reasoning. */
  readonly reasoningTokens?: number;
}

/** The provider reports these numbers. */
export interface ScriptedUsage {
  /** What the provider does. */
  readonly type: "usage";
  /** The numbers. */
  readonly tokens: TokenCounts;
}

/** The answer ends for this reason. */
export interface ScriptedFinish {
  /** What the model does. */
  readonly type: "finish";
  /** The reason. */
  readonly reason: ScriptedFinishReason;
}

/**
 * Without this part, a token is counted for every four characters of the prompt and of the answer.
 *
 * @param tokens - the numbers; `{}`: the provider reports none
 * @returns a part, anywhere in the answer, that sets what the provider reports
 */
export function usage(tokens: TokenCounts): ScriptedUsage {
  return { type: "usage", tokens };
}

/**
 * Without this part, the reason is `error` after an error, else `tool-calls` if tools were called, else `stop`.
 *
 * @param reason - why the answer ended
 * @returns a part, anywhere in the answer, that sets the reason
 */
export function finish(reason: ScriptedFinishReason): ScriptedFinish {
  return { type: "finish", reason };
}
