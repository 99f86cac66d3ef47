import type { AssistantPromptPart, PromptMessage, PromptToolResultPart } from "../prompt/prompt.ts";
import type { WireObject } from "./wire-value.ts";
import { wireArguments, wireText } from "./wire-value.ts";

/** Gathers a prompt from a wire on which answers and results may come as many small items. */
export interface PromptBuilder {
  add(message: PromptMessage): void;
  /** Adds to the answer at the end of the prompt, or begins one. */
  addAnswerParts(parts: readonly AssistantPromptPart[]): void;
  addToolCall(callId: unknown, call: WireObject): void;
  /** Adds to the tool message at the end of the prompt, or begins one. */
  addToolResult(callId: unknown, text: string): void;
  prompt(): PromptMessage[];
}

export function createPromptBuilder(): PromptBuilder {
  const messages: PromptMessage[] = [];
  const toolNames = new Map<string, string>();

  function addAnswerParts(parts: readonly AssistantPromptPart[]): void {
    const last = messages.at(-1);
    if (last?.role === "assistant") {
      messages[messages.length - 1] = { ...last, content: [...last.content, ...parts] };
    } else {
      messages.push({ role: "assistant", content: parts });
    }
  }

  return {
    add: (message) => void messages.push(message),
    addAnswerParts,
    addToolCall(callId, call) {
      const toolCallId = wireText(callId);
      const toolName = wireText(call.name);
      toolNames.set(toolCallId, toolName);
      addAnswerParts([
        { type: "tool-call", toolCallId, toolName, input: wireArguments(call.arguments) },
      ]);
    },
    addToolResult(callId, text) {
      const toolCallId = wireText(callId);
      const result: PromptToolResultPart = {
        type: "tool-result",
        toolCallId,
        toolName: toolNames.get(toolCallId) ?? "",
        output: { type: "text", value: text },
      };
      const last = messages.at(-1);
      if (last?.role === "tool") {
        messages[messages.length - 1] = { ...last, content: [...last.content, result] };
      } else {
        messages.push({ role: "tool", content: [result] });
      }
    },
    prompt: () => messages,
  };
}
