import type { BuildPromptOptions } from "./build-options.ts";
import type { ContextEpoch } from "./context-epoch.ts";
import { applicableEpoch, SHORTENED_OUTPUT_CHARACTERS } from "./context-epoch.ts";
import type { HistoryItem } from "./history.ts";
import { itemCost } from "./item-cost.ts";
import { countsAsMessage } from "./last-messages.ts";
import { tokenBudget } from "./token-budget.ts";
import { countWithin } from "./token-estimator.ts";
import { isUserMessage } from "./user-message.ts";

/** How far the newest message of a user is looked for at least, whatever the budget. */
const FARTHEST_SEARCH_TOKENS = 64_000;

/** What says how far back a prompt needs its history. */
export type HistoryWindowOptions = Pick<
  BuildPromptOptions,
  "strategy" | "contextTokens" | "answerTokens" | "fixedTokens" | "epoch" | "runId" | "estimator"
>;

/** How far a history has been read, from its newest item back. */
export interface HistoryWindow {
  /** Whether enough was read. */
  readonly done: boolean;
  /**
   * Whether what was read is all that the window holds: what `buildPrompt` wants to know as `complete`. It is so too when
   * the thread has no older items, which the reader knows.
   */
  readonly complete: boolean;
  /** Reading can go on at the newest item with this sequence or below; null: with the next older item. */
  readonly skipTo: number | null;
  /** What was read counts for, in full. */
  readonly counted: number;
  /** What was read before any message of a user counts for, with tool outputs shortened. */
  readonly countedShort: number;
  /** How many messages of the thread were read that `last_messages` counts. */
  readonly messages: number;
  /** Whether a message of a user was read. */
  readonly hasUser: boolean;
}

/** @returns the window before anything was read */
export function openHistoryWindow(): HistoryWindow {
  return {
    done: false,
    complete: false,
    skipTo: null,
    counted: 0,
    countedShort: 0,
    messages: 0,
    hasUser: false,
  };
}

/**
 * Takes in one more item. Reading stops where the epoch starts, or where the messages that the strategy asks for begin, or
 * where the budget is exceeded, so that its cost does not depend on the thread's length.
 *
 * @param window - the window so far
 * @param item - the next older item
 * @param options - those of the prompt
 * @returns the window with the item in it
 */
export function extendHistoryWindow(
  window: HistoryWindow,
  item: HistoryItem,
  options: HistoryWindowOptions,
): HistoryWindow {
  const epoch = applicableEpoch(options.epoch, options.strategy, options.runId);
  const { estimator, runId } = options;
  const inEpoch = epoch !== null && item.sequence > epoch.start;
  const cost = inEpoch ? 0 : itemCost(item, Number.POSITIVE_INFINITY, estimator);
  const hasUser = window.hasUser || isUserMessage(item);
  const short = inEpoch || hasUser ? 0 : itemCost(item, SHORTENED_OUTPUT_CHARACTERS, estimator);
  const read: HistoryWindow = {
    ...window,
    skipTo: epoch === null ? null : skipFrom(item.sequence, epoch),
    counted: window.counted + cost,
    countedShort: window.countedShort + short,
    messages: window.messages + (countsAsMessage(item, runId) ? 1 : 0),
    hasUser,
  };
  const complete = reachesStart(read, item, epoch, options);
  return { ...read, complete, done: complete || exceedsBudget(read, options) };
}

function reachesStart(
  { hasUser, messages }: HistoryWindow,
  item: HistoryItem,
  epoch: ContextEpoch | null,
  { strategy }: HistoryWindowOptions,
): boolean {
  if (!hasUser) return false;
  if (epoch !== null) return item.sequence <= epoch.start;
  return strategy.type === "last_messages" && messages >= strategy.lastMessages;
}

/** Without a user message reading goes further, but not for ever. */
function exceedsBudget(window: HistoryWindow, options: HistoryWindowOptions): boolean {
  const budget = countWithin(options.estimator, tokenBudget(options)) - options.fixedTokens;
  if (window.hasUser) return window.counted > budget;
  return window.countedShort > Math.max(budget * 2, FARTHEST_SEARCH_TOKENS);
}

function skipFrom(sequence: number, { start, resume }: ContextEpoch): number | null {
  return resume !== null && sequence > start && sequence < resume ? start : null;
}
