import type { TruncationStrategy } from "@inhouse/contracts";

/**
 * What a model is taken to hold whose context size nobody knows: what all but a handful of the models in use hold at
 * least. Where it is too much, the provider refuses, and the prompt is halved.
 */
export const ASSUMED_CONTEXT_TOKENS = 128_000;

/** What a budget is worked out from. */
export interface TokenBudgetOptions {
  readonly strategy: TruncationStrategy;
  readonly contextTokens: number | null;
  readonly answerTokens: number;
}

/** @returns the largest prompt in estimated tokens, instructions and tools included */
export function tokenBudget({ strategy, contextTokens, answerTokens }: TokenBudgetOptions): number {
  const room = Math.max(0, (contextTokens ?? ASSUMED_CONTEXT_TOKENS) - answerTokens);
  return strategy.type === "tokens" ? Math.min(room, strategy.maxTokens) : room;
}
