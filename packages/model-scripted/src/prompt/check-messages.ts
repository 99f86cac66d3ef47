import type { AssistantPromptMessage, Prompt, PromptMessage, UserPromptMessage } from "./prompt.ts";

export function checkMessages(prompt: Prompt): string[] {
  return prompt.flatMap((message, index) => {
    const before = prompt[index - 1];
    return [...placeProblems(message, before), ...contentProblems(message)].map(
      (problem) => `message ${index} (${message.role}): ${problem}`,
    );
  });
}

function placeProblems(message: PromptMessage, before: PromptMessage | undefined): string[] {
  if (message.role === "system" && before !== undefined && before.role !== "system") {
    return ["instructions stand after the conversation has begun"];
  }
  if (message.role === "tool" && before?.role !== "assistant" && before?.role !== "tool") {
    return [`tool results follow ${before ? `a ${before.role} message` : "nothing"}`];
  }
  return [];
}

function contentProblems(message: PromptMessage): string[] {
  if (message.content.length === 0) return ["the message is empty"];
  switch (message.role) {
    case "system":
      return isBlank(message.content) ? ["the instructions are blank"] : [];
    case "user":
      return userProblems(message);
    case "assistant":
      return assistantProblems(message);
    case "tool":
      return [];
  }
}

function userProblems(message: UserPromptMessage): string[] {
  return message.content.some((part) => part.type === "text" && isBlank(part.text))
    ? ["a text part is blank"]
    : [];
}

function assistantProblems(message: AssistantPromptMessage): string[] {
  const problems: string[] = [];
  const last = message.content.at(-1);
  if (last?.type === "reasoning" || last?.type === "reasoning-file") {
    problems.push("reasoning stands at the end, with no text or tool call after it");
  }
  for (const part of message.content) {
    // OpenAI's stored messages are sent back by their id, and may have no text.
    if (part.type === "text" && isBlank(part.text) && part.providerOptions === undefined) {
      problems.push("a text part is blank");
    }
  }
  return problems;
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
