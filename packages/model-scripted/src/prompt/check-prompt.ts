import { checkMessages } from "./check-messages.ts";
import { checkToolCalls } from "./check-tool-calls.ts";
import type { Prompt } from "./prompt.ts";

/**
 * Looks for everything that makes providers refuse a prompt, or misread it:
 *
 * - tool calls: each has an id of its own, an object as input, and exactly one result, after it and before the next
 *   user or assistant message; no result without a call, before its call, for the second time or under another name;
 * - messages: none is empty, system messages only at the start, tool messages only after an assistant's;
 * - text: none is blank, except an assistant's that carries provider options;
 * - reasoning: never the last part of a message.
 *
 * Two user messages in a row are not a problem: providers that mind are sent one by the AI SDK.
 *
 * @param prompt - the prompt, also a `LanguageModelV4Prompt`
 * @returns the problems, each a sentence that names the message by its index; empty: the prompt is valid
 */
export function checkPrompt(prompt: Prompt): string[] {
  if (!prompt.some((message) => message.role !== "system")) {
    return ["the prompt has no message other than instructions"];
  }
  return [...checkMessages(prompt), ...checkToolCalls(prompt)];
}
