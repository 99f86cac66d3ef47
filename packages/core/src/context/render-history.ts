import type { ContextEpoch } from "./context-epoch.ts";
import { isInEpoch, outputLimitAt } from "./context-epoch.ts";
import { extendFingerprint, formatFingerprint, startFingerprint } from "./fingerprint.ts";
import type { HistoryItem } from "./history.ts";
import { CONTINUE_NOTE, GAP_NOTE, LEADING_NOTE } from "./notes.ts";
import type { PromptMessage } from "./prompt-message.ts";
import { renderMessage } from "./render-message.ts";
import type { RenderedTurn } from "./render-turn.ts";
import { providerCalls, renderTurn } from "./render-turn.ts";
import { turnForm } from "./turn-form.ts";
import { createWireIds } from "./wire-ids.ts";

/** What a history is rendered for. */
export interface RenderOptions {
  readonly model: string;
  readonly runId: string;
  readonly fixedFingerprint: string;
}

/** A history as messages. */
export interface RenderedHistory {
  readonly messages: readonly PromptMessage[];
  readonly fingerprint: string;
  /** The items that left something in the prompt. */
  readonly shown: readonly HistoryItem[];
  readonly repaired: number;
}

/**
 * Goes through the items once, and never looks ahead except for the end: what an item becomes depends on what stands
 * before it, so that the prompt of a longer history begins with that of the shorter one.
 *
 * @param history - items in order
 * @param epoch - which of them are sent, and how
 * @param options - the model and the run
 */
export function renderHistory(
  history: readonly HistoryItem[],
  epoch: ContextEpoch | null,
  options: RenderOptions,
): RenderedHistory {
  const items = history.filter(({ sequence }) => isInEpoch(epoch, sequence));
  const ids = createWireIds();
  const messages: PromptMessage[] = [];
  const shown: HistoryItem[] = [];
  let fingerprint = startFingerprint(options.fixedFingerprint);
  let repaired = 0;
  let gap = epoch !== null && epoch.resume !== null;
  let unfinishedBusiness = false;
  const push = (added: readonly PromptMessage[]): void => {
    messages.push(...added);
    fingerprint = extendFingerprint(fingerprint, added);
  };
  const closeGap = (): void => {
    gap = false;
    push([GAP_NOTE]);
  };
  const noteBefore = (): readonly PromptMessage[] => {
    const last = messages.at(-1);
    if (last === undefined) return [LEADING_NOTE];
    return last.role === "assistant" ? [CONTINUE_NOTE] : [];
  };
  for (const [index, item] of items.entries()) {
    if (gap && epoch !== null && item.sequence !== epoch.start) closeGap();
    const note = noteBefore();
    let rendered: RenderedTurn;
    if (item.kind === "message") {
      const message = renderMessage(item);
      rendered = { messages: message === undefined ? [] : [message], repaired: 0 };
    } else {
      const continues = index === items.length - 1 && item.runId === options.runId;
      const before = formatFingerprint(extendFingerprint(fingerprint, note));
      const form = turnForm(item, { model: options.model, fingerprint: before, ids, continues });
      rendered = renderTurn(item, { form, ids, outputLimit: outputLimitAt(epoch, item.sequence) });
      unfinishedBusiness =
        form === "whole" && continues && providerCalls(item).some(({ output }) => output === null);
    }
    repaired += rendered.repaired;
    const [first] = rendered.messages;
    if (first === undefined) continue;
    if (first.role === "assistant") push(note);
    push(rendered.messages);
    shown.push(item);
  }
  if (gap) closeGap();
  if (messages.length === 0 && history.some((item) => !items.includes(item) && showsAlone(item))) {
    push([LEADING_NOTE]);
  }
  if (messages.at(-1)?.role === "assistant" && !unfinishedBusiness) push([CONTINUE_NOTE]);
  return { messages, fingerprint: formatFingerprint(fingerprint), shown, repaired };
}

function showsAlone(item: HistoryItem): boolean {
  if (item.kind === "message") return renderMessage(item) !== undefined;
  const place = { form: "plain", ids: createWireIds(), outputLimit: 0 } as const;
  return renderTurn(item, place).messages.length > 0;
}
