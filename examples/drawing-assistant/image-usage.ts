import type { Runtime } from "@inhouse/core";

// #region usage
/** How many images the calls of a run made, and what they cost in tokens, where the provider says. */
export async function imageUsage({ runs }: Pick<Runtime, "runs">, runId: string) {
  const sum = { images: 0, inputTokens: 0, outputTokens: 0 };
  for (const { stepDetails } of (await runs.steps.list(runId, { limit: 100 })).data) {
    if (stepDetails.type !== "tool_calls") continue;
    for (const { outputs } of stepDetails.toolCalls) {
      for (const output of outputs) {
        if (output.type === "image") sum.images += 1;
        if (output.type !== "data") continue;
        const { usage } = output.data as { usage?: Record<string, number | null> };
        sum.inputTokens += usage?.inputTokens ?? 0;
        sum.outputTokens += usage?.outputTokens ?? 0;
      }
    }
  }
  return sum;
}
// #endregion usage
