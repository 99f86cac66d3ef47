import type { Usage } from "@inhouse/contracts";
import type { ModelUsage } from "../model/model-event.ts";

/** No tokens. */
export const noUsage: Usage = {
  promptTokens: 0,
  completionTokens: 0,
  totalTokens: 0,
  cachedPromptTokens: null,
  reasoningTokens: null,
  estimated: false,
};

/** What is known of a call without the provider's word. */
export interface UsageEstimate {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** @returns the provider's count, and our estimate, marked as one, where it gave none */
export function usageOf(reported: ModelUsage | null, estimate: UsageEstimate): Usage {
  const promptTokens = reported?.promptTokens ?? estimate.promptTokens;
  const completionTokens = reported?.completionTokens ?? estimate.completionTokens;
  return {
    promptTokens,
    completionTokens,
    totalTokens: promptTokens + completionTokens,
    cachedPromptTokens: reported?.cachedPromptTokens ?? null,
    reasoningTokens: reported?.reasoningTokens ?? null,
    estimated: reported?.promptTokens == null || reported.completionTokens === null,
  };
}

/** @returns both together; what neither side knows stays unknown */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    totalTokens: a.totalTokens + b.totalTokens,
    cachedPromptTokens: addKnown(a.cachedPromptTokens, b.cachedPromptTokens),
    reasoningTokens: addKnown(a.reasoningTokens, b.reasoningTokens),
    estimated: a.estimated || b.estimated,
  };
}

function addKnown(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
