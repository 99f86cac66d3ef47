import type {
  AssistantPromptMessage,
  Prompt,
  PromptMessage,
  PromptToolCallPart,
  PromptToolResultPart,
  ToolPromptMessage,
  UserPromptMessage,
} from "../prompt/prompt.ts";

/** Breaks a valid prompt in one way, at the place that `pick` chooses among those where it can. */
export type Mutation = (prompt: Prompt, pick: number) => Prompt;

const assistantText = { role: "assistant", content: [{ type: "text", text: "Wait." }] } as const;
const userText = { role: "user", content: [{ type: "text", text: "Well?" }] } as const;

export const mutations: Readonly<Record<string, Mutation>> = {
  "a tool message is missing": (prompt, pick) => prompt.toSpliced(at(prompt, pick, isTool), 1),
  "a result is missing": (prompt, pick) => editResults(prompt, pick, (results) => results.slice(1)),
  "a result stands twice": (prompt, pick) =>
    editResults(prompt, pick, (results) => [...results, ...results.slice(0, 1)]),
  "a tool message stands twice": (prompt, pick) => {
    const index = at(prompt, pick, isTool);
    return prompt.toSpliced(index, 0, ...prompt.slice(index, index + 1));
  },
  "a result answers no call": (prompt, pick) =>
    editResults(prompt, pick, ([first, ...rest]) => [
      ...(first ? [first, { ...first, toolCallId: "nobody" }] : []),
      ...rest,
    ]),
  "a result is of another tool": (prompt, pick) =>
    editResults(prompt, pick, (results) =>
      results.map((result) => ({ ...result, toolName: "weather" })),
    ),
  "results stand before their calls": (prompt, pick) => {
    const index = at(prompt, pick, isTool);
    return prompt.toSpliced(index - 1, 2, ...prompt.slice(index - 1, index + 1).toReversed());
  },
  "text stands between call and result": (prompt, pick) =>
    prompt.toSpliced(at(prompt, pick, isTool), 0, assistantText),
  "a user speaks between call and result": (prompt, pick) =>
    prompt.toSpliced(at(prompt, pick, isTool), 0, userText),
  "an id is used twice": (prompt) => {
    const first = prompt.findIndex(callsTools);
    const message = prompt[first] as AssistantPromptMessage;
    const call = message.content.findLast((part) => part.type === "tool-call");
    return prompt.with(first, {
      ...message,
      content: [...message.content, ...(call ? [call] : [])],
    });
  },
  "a whole round is repeated": (prompt, pick) => {
    const index = at(prompt, pick, isTool);
    return [...prompt, ...prompt.slice(index - 1, index + 1)];
  },
  "an input is no object": (prompt, pick) =>
    editCalls(prompt, pick, (call) => ({ ...call, input: '{"broken' })),
  "a user's text is blank": (prompt, pick) =>
    editUser(prompt, pick, [{ type: "text", text: " \n" }]),
  "a user's message is empty": (prompt, pick) => editUser(prompt, pick, []),
  "an answer is empty": (prompt) => [...prompt, { role: "assistant", content: [] }],
  "an answer's text is blank": (prompt) => [
    ...prompt,
    { role: "assistant", content: [{ type: "text", text: "" }] },
  ],
  "an answer is only reasoning": (prompt) => [
    ...prompt,
    { role: "assistant", content: [{ type: "reasoning", text: "Hm." }] },
  ],
  "a tool message is empty": (prompt, pick) =>
    prompt.toSpliced(at(prompt, pick, isTool) + 1, 0, { role: "tool", content: [] }),
  "instructions stand within the conversation": (prompt) => [
    ...prompt,
    { role: "system", content: "Be brief." },
  ],
  "instructions are blank": (prompt) => [{ role: "system", content: "" }, ...prompt],
  "tool results come first": (prompt) => [{ role: "tool", content: [result("early")] }, ...prompt],
  "there are only instructions": () => [{ role: "system", content: "Be brief." }],
  "there is nothing": () => [],
};

function at(prompt: Prompt, pick: number, fits: (message: PromptMessage) => boolean): number {
  const places = prompt.flatMap((message, index) => (fits(message) ? [index] : []));
  return places[pick % places.length] ?? 0;
}

function isTool(message: PromptMessage): message is ToolPromptMessage {
  return message.role === "tool";
}

function isUser(message: PromptMessage): message is UserPromptMessage {
  return message.role === "user";
}

function callsTools(message: PromptMessage): message is AssistantPromptMessage {
  return message.role === "assistant" && message.content.some((part) => part.type === "tool-call");
}

type Results = readonly PromptToolResultPart[];

function editResults(prompt: Prompt, pick: number, edit: (results: Results) => Results): Prompt {
  const index = at(prompt, pick, isTool);
  const message = prompt[index] as ToolPromptMessage;
  return prompt.with(index, { ...message, content: edit(message.content as Results) });
}

function editCalls(
  prompt: Prompt,
  pick: number,
  edit: (call: PromptToolCallPart) => PromptToolCallPart,
): Prompt {
  const index = at(prompt, pick, callsTools);
  const message = prompt[index] as AssistantPromptMessage;
  const last = message.content.findLastIndex((part) => part.type === "tool-call");
  const call = message.content[last] as PromptToolCallPart;
  return prompt.with(index, { ...message, content: message.content.with(last, edit(call)) });
}

function editUser(prompt: Prompt, pick: number, content: UserPromptMessage["content"]): Prompt {
  return prompt.with(at(prompt, pick, isUser), { role: "user", content });
}

function result(toolCallId: string): PromptToolResultPart {
  const output = { type: "text", value: "found" } as const;
  return { type: "tool-result", toolCallId, toolName: "search", output };
}
