import { countMessage, countMessages } from "./estimate-message.ts";
import type { HistoryItem } from "./history.ts";
import { CONTINUE_NOTE, GAP_NOTE, LEADING_NOTE } from "./notes.ts";
import { renderMessage } from "./render-message.ts";
import type { TurnForm } from "./render-turn.ts";
import { renderTurn } from "./render-turn.ts";
import type { TokenEstimator } from "./token-estimator.ts";
import { createWireIds } from "./wire-ids.ts";

const forms: readonly TurnForm[] = ["whole", "plain"];

/** Texts are the same in every form. */
const formOfTexts: readonly TurnForm[] = ["plain"];

/**
 * @param item - the item
 * @param outputLimit - the largest tool output in characters
 * @param estimator - what counts
 * @returns the most that the item can count for in any prompt, with the note that may stand before it
 */
export function itemCost(
  item: HistoryItem,
  outputLimit: number,
  estimator: TokenEstimator,
): number {
  if (item.kind === "message") {
    const message = renderMessage(item);
    if (message === undefined) return 0;
    const note = message.role === "assistant" ? countMessage(CONTINUE_NOTE, estimator) : 0;
    return note + countMessage(message, estimator);
  }
  const isText = item.parts.every((part) => part.type === "text");
  const costs = (isText ? formOfTexts : forms).map((form) =>
    countMessages(
      renderTurn(item, { form, ids: createWireIds(), outputLimit }).messages,
      estimator,
    ),
  );
  return countMessage(CONTINUE_NOTE, estimator) + Math.max(...costs);
}

/** @returns what the notes that stand once in a prompt count for at most */
export function notesCost(estimator: TokenEstimator): number {
  return countMessages([LEADING_NOTE, GAP_NOTE, CONTINUE_NOTE], estimator);
}
