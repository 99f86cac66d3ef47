import type { BuildPromptOptions } from "./build-options.ts";
import type { HistoryItem } from "./history.ts";
import { itemCost, notesCost } from "./item-cost.ts";
import { calibrated } from "./token-estimator.ts";
import { isUserMessage } from "./user-message.ts";

/**
 * What is never cut: instructions, tools and the newest user message.
 *
 * @param history - the thread's items in order
 * @param options - those of the prompt
 * @returns the smallest budget, in estimated tokens, that every prompt of this history can keep
 */
export function promptFloor(
  history: readonly HistoryItem[],
  options: Pick<BuildPromptOptions, "fixedTokens" | "estimator">,
): number {
  const { estimator, fixedTokens } = options;
  const newest = history.findLast(isUserMessage);
  const kept = newest === undefined ? 0 : itemCost(newest, Number.POSITIVE_INFINITY, estimator);
  return calibrated(estimator, fixedTokens + notesCost(estimator) + kept);
}
