import type { JsonObject, Usage } from "@inhouse/contracts";

/**
 * @param usage - tokens; null: not known yet
 * @returns them under the names of older and of newer SDKs
 */
export function usageView(usage: Usage | null): JsonObject | null {
  if (usage === null) return null;
  const { promptTokens, completionTokens, totalTokens } = usage;
  return {
    input_tokens: promptTokens,
    output_tokens: completionTokens,
    total_tokens: totalTokens,
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
  };
}
