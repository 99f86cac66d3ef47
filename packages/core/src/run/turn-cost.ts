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
  // A call that was refused before it said anything cost nothing.
  const usage =
    reported === null && !turn.began
      ? noUsage
      : usageOf(reported, {
          promptTokens: prompt.receipt.estimatedTokens,
          completionTokens: session.estimateTokens(turn.writtenCharacters()),
        });
  const receipt = {
    ...prompt.receipt,
    reportedTokens: reported?.promptTokens ?? null,
    cachedTokens: reported?.cachedPromptTokens ?? null,
  };
  return { usage, receipt };
}
