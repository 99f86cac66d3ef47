import { parseArguments } from "../chunks/tool-output.ts";
import type { CallChunk } from "./build-message.ts";
import type { UIPart, UIToolPart } from "./ui-message.ts";

/** Takes a chunk about a call into the part of that call, which it begins if there is none. */
export function toolPart(parts: UIPart[], chunk: CallChunk): void {
  const place = parts.findLastIndex((part) => isOfCall(part, chunk));
  const before = parts[place];
  const part = before !== undefined && "toolCallId" in before ? before : undefined;
  const next = changed(part, chunk);
  if (next === undefined) return;
  if (part === undefined) parts.push(next);
  else parts[place] = next;
}

function isOfCall(part: UIPart, chunk: CallChunk): boolean {
  if (!("toolCallId" in part)) return false;
  return "toolCallId" in chunk
    ? part.toolCallId === chunk.toolCallId
    : part.approval?.id === chunk.approvalId;
}

function changed(part: UIToolPart | undefined, chunk: CallChunk): UIToolPart | undefined {
  if (chunk.type === "tool-input-start") {
    const { toolCallId, toolName } = chunk;
    return { type: `tool-${toolName}`, toolCallId, state: "input-streaming" };
  }
  if (part === undefined) return undefined;
  const { type, toolCallId, input } = part;
  const flag = executed(part, chunk);
  const approval = part.approval === undefined ? {} : { approval: part.approval };
  const base = { type, toolCallId, ...flag, ...approval, ...madeBy(part, chunk) };
  switch (chunk.type) {
    case "tool-input-delta": {
      const rawInput = (part.rawInput ?? "") + chunk.inputTextDelta;
      const parsed = parseArguments(rawInput);
      const shown = parsed === undefined ? {} : { input: parsed };
      return { ...base, state: "input-streaming", rawInput, ...shown };
    }
    case "tool-input-available":
      return { ...base, state: "input-available", input: chunk.input };
    case "tool-output-available":
      return { ...base, state: "output-available", ...given(input), output: chunk.output };
    case "tool-output-error": {
      const raw = part.rawInput === undefined ? {} : { rawInput: part.rawInput };
      return {
        ...base,
        state: "output-error",
        ...given(input),
        ...raw,
        errorText: chunk.errorText,
      };
    }
    case "tool-output-denied":
      return { ...part, state: "output-denied" };
    case "tool-approval-request":
      return { ...part, state: "approval-requested", approval: { id: chunk.approvalId } };
    case "tool-approval-response": {
      const reason = chunk.reason === undefined ? {} : { reason: chunk.reason };
      const answer = {
        ...part.approval,
        id: chunk.approvalId,
        approved: chunk.approved,
        ...reason,
      };
      return { ...part, ...flag, state: "approval-responded", approval: answer };
    }
  }
}

function executed(part: UIToolPart, chunk: CallChunk): Pick<UIToolPart, "providerExecuted"> {
  if ("providerExecuted" in chunk) return { providerExecuted: true };
  return part.providerExecuted === undefined ? {} : { providerExecuted: part.providerExecuted };
}

function madeBy(part: UIToolPart, chunk: CallChunk): Pick<UIToolPart, "callProviderMetadata"> {
  const told = "providerMetadata" in chunk ? chunk.providerMetadata : part.callProviderMetadata;
  return told === undefined ? {} : { callProviderMetadata: told };
}

function given(input: UIToolPart["input"]): Pick<UIToolPart, "input"> {
  return input === undefined ? {} : { input };
}
