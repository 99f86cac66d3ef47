import type { Prompt, PromptMessage } from "../prompt/prompt.ts";
import { toolOutputText } from "../prompt/tool-output.ts";

const charactersPerToken = 4;

export function tokensOf(characters: number): number {
  return Math.ceil(characters / charactersPerToken);
}

export function promptTokens(prompt: Prompt): number {
  return tokensOf(prompt.reduce((sum, message) => sum + messageCharacters(message), 0));
}

function messageCharacters(message: PromptMessage): number {
  if (message.role === "system") return message.content.length;
  let characters = 0;
  for (const part of message.content) {
    if (part.type === "text" || part.type === "reasoning") characters += part.text.length;
    if (part.type === "tool-call") characters += JSON.stringify(part.input)?.length ?? 0;
    if (part.type === "tool-result") characters += toolOutputText(part.output).length;
  }
  return characters;
}
