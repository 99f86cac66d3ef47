import type { Prompt } from "../prompt/prompt.ts";

/** Makes ids for tool calls that no call of the prompt has: `call_1`, `call_2`, …, the same for the same prompt. */
export function callIdsAfter(prompt: Prompt): () => string {
  let last = 0;
  let count = 0;
  for (const message of prompt) {
    if (message.role !== "assistant") continue;
    for (const part of message.content) {
      if (part.type !== "tool-call") continue;
      count += 1;
      const number = /^call_(\d{1,15})$/.exec(part.toolCallId)?.[1];
      if (number !== undefined) last = Math.max(last, Number(number));
    }
  }
  last = Math.max(last, count);
  return () => {
    last += 1;
    return `call_${last}`;
  };
}
