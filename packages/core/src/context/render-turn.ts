import { describeFile, isVisibleImage } from "./describe-file.ts";
import type { HistoryTurn, TurnPart, TurnToolCall } from "./history.ts";
import type {
  AssistantPrompt,
  AssistantPromptPart,
  PromptMessage,
  PromptToolResult,
} from "./prompt-message.ts";
import { keepCallSignatures, metadataProperty } from "./provider-metadata.ts";
import { renderCall, renderProviderCall } from "./render-call.ts";
import type { WireIds } from "./wire-ids.ts";

/**
 * How a turn goes back to the model. `whole`: exactly as it came, with thinking, item ids and the provider's own calls.
 * `plain`: what any model understands, that is, texts and answered calls. `same_model`: plain, with the signatures of its
 * calls. There is nothing between, since the parts of a turn refer to one another: an item of OpenAI is refused without
 * the thinking that led to it.
 */
export type TurnForm = "whole" | "plain" | "same_model";

/** What of the prompt matters to a turn. */
export interface TurnPlace {
  readonly form: TurnForm;
  readonly ids: WireIds;
  /** The largest tool output in characters. */
  readonly outputLimit: number;
}

/** A turn as a prompt shows it. */
export interface RenderedTurn {
  /** The assistant's message, and the tool's behind it if it made calls; empty: nothing is left of the turn. */
  readonly messages: readonly PromptMessage[];
  readonly repaired: number;
}

/** @returns the turn in the given form */
export function renderTurn(turn: HistoryTurn, place: TurnPlace): RenderedTurn {
  const { form, ids, outputLimit } = place;
  const whole = form === "whole";
  const content: AssistantPromptPart[] = [];
  const calls: AssistantPromptPart[] = [];
  const results: PromptToolResult[] = [];
  let repaired = 0;
  if (whole) for (const call of providerCalls(turn)) ids.reserve(call.providerId);
  for (const part of turn.parts) {
    if (part.type !== "tool_call") {
      const shown = renderPart(part, whole);
      if (shown !== undefined) content.push(shown);
      else if (part.type === "opaque" || (part.type === "reasoning" && !isHollow(part)))
        repaired += 1;
    } else if (part.providerExecuted) {
      if (whole) content.push(...renderProviderCall(part));
      else repaired += 1;
    } else {
      const id = ids.forCall(part.providerId, part.id);
      const metadata = whole
        ? part.providerMetadata
        : form === "same_model"
          ? keepCallSignatures(part.providerMetadata)
          : undefined;
      const rendered = renderCall(part, id, turn.status, outputLimit, metadata);
      (whole ? content : calls).push(rendered.call);
      results.push(rendered.result);
      repaired += rendered.repaired;
    }
  }
  const ended = endBehindThinking([...content, ...calls]);
  repaired += content.length + calls.length - ended.length;
  if (ended.length === 0) return { messages: [], repaired };
  const assistant: AssistantPrompt = { role: "assistant", content: ended };
  if (results.length === 0) return { messages: [assistant], repaired };
  return { messages: [assistant, { role: "tool", content: results }], repaired };
}

/** @returns the calls of the turn that the provider ran by itself */
export function providerCalls(turn: HistoryTurn): readonly TurnToolCall[] {
  return turn.parts
    .filter((part) => part.type === "tool_call")
    .filter((call) => call.providerExecuted);
}

function renderPart(
  part: Exclude<TurnPart, TurnToolCall>,
  whole: boolean,
): AssistantPromptPart | undefined {
  switch (part.type) {
    case "text":
      if (part.text.trim() === "") return undefined;
      return {
        type: "text",
        text: part.text,
        ...metadataProperty(whole ? part.providerMetadata : undefined),
      };
    case "file":
      return whole && isVisibleImage(part.file)
        ? { type: "file", file: part.file, ...metadataProperty(part.providerMetadata) }
        : { type: "text", text: `[File: ${describeFile(part.file)}]` };
    case "reasoning":
      if (!whole || isHollow(part)) return undefined;
      return { type: "reasoning", text: part.text, ...metadataProperty(part.providerMetadata) };
    default:
      return whole ? { type: "opaque", value: part.value } : undefined;
  }
}

/** Redacted thinking has no text, but metadata. */
function isHollow(part: Extract<TurnPart, { readonly type: "reasoning" }>): boolean {
  return part.text.trim() === "" && part.providerMetadata === undefined;
}

/** Thinking that nothing follows is refused: it belongs to the part behind it. */
function endBehindThinking(
  content: readonly AssistantPromptPart[],
): readonly AssistantPromptPart[] {
  const last = content.findLastIndex(({ type }) => type !== "reasoning" && type !== "opaque");
  return content.filter((part, index) => part.type !== "reasoning" || index < last);
}
