import type { BuildPromptOptions, BuiltPrompt } from "./build-options.ts";
import type { ContextEpoch } from "./context-epoch.ts";
import { applicableEpoch, isInEpoch, sameEpoch } from "./context-epoch.ts";
import type { Cut } from "./cut-costs.ts";
import { countMessages } from "./estimate-message.ts";
import type { HistoryItem } from "./history.ts";
import { lastMessagesEpoch } from "./last-messages.ts";
import { planCut } from "./plan-cut.ts";
import type { RenderedHistory } from "./render-history.ts";
import { renderHistory } from "./render-history.ts";
import { tokenBudget } from "./token-budget.ts";
import { calibrated, countWithin } from "./token-estimator.ts";
import { isUserMessage } from "./user-message.ts";

/** How much of the budget a cut leaves filled, so that the prompt can grow long before the next one. */
const FILL_AFTER_CUT = 0.5;

/**
 * Turns a thread's history into a prompt that any provider takes, whatever the history went through: every call is
 * answered once and directly behind its message, nothing is empty, thinking goes back only to where it came from.
 *
 * Between cuts a prompt begins with all messages of the one before, but for a note that ended it. A cut happens when the
 * estimate is above the budget, and leaves about half of it filled.
 *
 * @param history - the thread's items in order, as far back as the window of the epoch reaches, or further
 * @param options - the model, the budget and the epoch
 * @returns the prompt, its receipt, and what to keep for the next prompt
 */
export function buildPrompt(
  history: readonly HistoryItem[],
  options: BuildPromptOptions,
): BuiltPrompt {
  const previous = applicableEpoch(options.epoch, options.strategy, options.runId);
  const begun = beginEpoch(history, previous, options);
  const first = measure(history, begun, options);
  const budget = tokenBudget(options);
  const tight = options.overflow ? Math.floor(Math.min(budget, first.estimate) / 2) : budget;
  const fits = first.estimate <= tight && (options.complete || begun !== null);
  const deeper = fits ? begun : cutEpoch(history, begun, tight, options);
  const measured = deeper === begun ? first : measure(history, deeper, options);
  const isFutile = options.complete && measured.rendered.fingerprint === first.rendered.fingerprint;
  const chosen = isFutile ? begun : deeper;
  const last = isFutile ? first : measured;
  const cut = !sameEpoch(previous, chosen);
  const { messages, shown, repaired, fingerprint } = last.rendered;
  return {
    messages,
    receipt: {
      model: options.model,
      fromSequence: shown[0]?.sequence ?? null,
      included: shown.length,
      dropped: cut ? countDropped(history, previous, chosen) : 0,
      cut,
      repaired,
      budgetTokens: tight,
      estimatedTokens: last.estimate,
    },
    epoch: chosen,
    fingerprint,
    empty: messages.length === 0,
    fits: last.estimate <= tight,
    calledTools: calledTools(last.rendered),
  };
}

/** The newest user message may lie before the epoch, if those behind it were deleted. */
function beginEpoch(
  history: readonly HistoryItem[],
  previous: ContextEpoch | null,
  { strategy, runId }: BuildPromptOptions,
): ContextEpoch | null {
  if (previous === null) {
    if (strategy.type !== "last_messages") return null;
    return lastMessagesEpoch(history, strategy.lastMessages, runId);
  }
  const user = history.findLast(isUserMessage);
  if (user === undefined || isInEpoch(previous, user.sequence)) return previous;
  return { ...previous, start: user.sequence };
}

function measure(
  history: readonly HistoryItem[],
  epoch: ContextEpoch | null,
  options: BuildPromptOptions,
): { readonly rendered: RenderedHistory; readonly estimate: number } {
  const rendered = renderHistory(history, epoch, options);
  const counted = options.fixedTokens + countMessages(rendered.messages, options.estimator);
  return { rendered, estimate: calibrated(options.estimator, counted) };
}

function cutEpoch(
  history: readonly HistoryItem[],
  epoch: ContextEpoch | null,
  budget: number,
  { estimator, fixedTokens, runId, strategy, overflow }: BuildPromptOptions,
): ContextEpoch | null {
  const items = history.filter(({ sequence }) => isInEpoch(epoch, sequence));
  if (items.length === 0) return epoch;
  const fill = overflow ? 1 : FILL_AFTER_CUT;
  const cut = planCut({
    items,
    runId,
    budget: countWithin(estimator, budget) - fixedTokens,
    target: countWithin(estimator, budget * fill) - fixedTokens,
    estimator,
  });
  const owner = strategy.type === "last_messages" ? runId : null;
  return epochOf(items, cut, epoch, owner);
}

function epochOf(
  items: readonly HistoryItem[],
  cut: Cut,
  before: ContextEpoch | null,
  runId: string | null,
): ContextEpoch {
  const behind = (items.at(-1)?.sequence ?? 0) + 1;
  const sequenceAt = (index: number): number => items[index]?.sequence ?? behind;
  const start = sequenceAt(cut.start);
  const gapBefore = before !== null && before.resume !== null && start < before.resume;
  const leftOutBefore = gapBefore ? before.resume : null;
  const leftOut = cut.resume > cut.start + 1 ? sequenceAt(cut.resume) : null;
  return {
    start,
    resume: leftOut ?? leftOutBefore,
    shortenBefore: cut.shortenBefore > cut.start ? sequenceAt(cut.shortenBefore) : null,
    outputLimit: cut.outputLimit,
    runId,
  };
}

function countDropped(
  history: readonly HistoryItem[],
  before: ContextEpoch | null,
  after: ContextEpoch | null,
): number {
  return history.filter(
    ({ sequence }) => isInEpoch(before, sequence) && !isInEpoch(after, sequence),
  ).length;
}

function calledTools({ messages }: RenderedHistory): readonly string[] {
  const names = messages.flatMap(({ content }) =>
    [...content].flatMap((part) => (part.type === "tool_call" ? [part.name] : [])),
  );
  return [...new Set(names)].sort();
}
