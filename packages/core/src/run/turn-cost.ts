import type { ContextReceipt, Usage } from "@inhouse/contracts";
import type { Prompt, RunSession } from "./run-session.ts";
import type { TurnAssembler } from "./turn-assembler.ts";
import { noUsage, usageOf } from "./usage.ts";

/** What a model call cost, and what it was sent. */
export interface TurnCost {
  readonly usage: Usage;
  readonly receipt: ContextReceipt;
}

/** @returns what a finished or broken call cost: as the provider counted, or as we estimate where it did not */
export function turnCost(session: RunSession, prompt: Prompt, turn: TurnAssembler): TurnCost {
  const reported = turn.finish?.usage ?? null;
  const isCounted = reported?.promptTokens != null && reported.completionTokens !== null;
  // A call that was refused before it said anything cost nothing.
  const costNothing = reported === null && !turn.began;
  const estimate = {
    promptTokens: prompt.receipt.estimatedTokens,
    completionTokens: isCounted ? 0 : session.estimateTokens(turn.written()),
  };
  const usage = costNothing ? noUsage : usageOf(reported, estimate);
  const receipt = {
    ...prompt.receipt,
    reportedTokens: reported?.promptTokens ?? null,
    cachedTokens: reported?.cachedPromptTokens ?? null,
  };
  return { usage, receipt };
}
