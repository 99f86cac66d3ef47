/** Tokens that a provider counted. */
export interface Usage {
  /** Tokens of the prompts. */
  readonly promptTokens: number;
  /** Tokens of the answers, thinking included. */
  readonly completionTokens: number;
  /** Both together. */
  readonly totalTokens: number;
  /** Prompt tokens that the provider read from its cache; null: it did not say. */
  readonly cachedPromptTokens: number | null;
  /** Answer tokens spent on thinking; null: the provider did not say. */
  readonly reasoningTokens: number | null;
  /** Whether part of this was estimated because a call ended before the provider reported its usage. */
  readonly estimated: boolean;
}
