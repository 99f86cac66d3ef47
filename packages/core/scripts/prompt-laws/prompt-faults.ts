import type { AssistantPromptPart, PromptMessage } from "../../src/context/prompt-message.ts";

/** Puts one fault into a prompt; undefined: the prompt offers no place for it. */
export type PromptFault = (
  messages: readonly PromptMessage[],
) => readonly PromptMessage[] | undefined;

/** Faults that prompts of other builders were seen with. */
export const promptFaults: Readonly<Record<string, PromptFault>> = {
  "drops a tool message": (messages) => without(messages, indexOfRole(messages, "tool")),
  "drops one of several results": (messages) =>
    change(messages, (message) =>
      message.role === "tool" && message.content.length > 1
        ? { ...message, content: message.content.slice(1) }
        : undefined,
    ),
  "answers a call twice": (messages) =>
    change(messages, (message) =>
      message.role === "tool"
        ? { ...message, content: [...message.content, ...message.content] }
        : undefined,
    ),
  "puts results before their calls": (messages) => {
    const index = indexOfRole(messages, "tool");
    const result = messages[index];
    const call = messages[index - 1];
    if (result === undefined || call === undefined) return undefined;
    return [...messages.slice(0, index - 1), result, call, ...messages.slice(index + 1)];
  },
  "speaks between call and result": (messages) => {
    const index = indexOfRole(messages, "tool");
    if (index < 0) return undefined;
    const text: PromptMessage = { role: "user", content: [{ type: "text", text: "Wait." }] };
    return [...messages.slice(0, index), text, ...messages.slice(index)];
  },
  "drops the call and keeps the result": (messages) =>
    changeParts(
      messages,
      (part) => part.type === "tool_call" && !part.providerExecuted,
      () => [],
    ),
  "gives two calls one id": (messages) => {
    const renamed = messages.map((message) =>
      JSON.stringify(message).replaceAll(/"toolCallId":"[^"]*"/g, '"toolCallId":"call_0"'),
    );
    const calls = renamed.join().split('"type":"tool_call"').length - 1;
    return calls > 1 ? renamed.map((text) => JSON.parse(text) as PromptMessage) : undefined;
  },
  "sends an illegal id": (messages) =>
    indexOfRole(messages, "tool") < 0
      ? undefined
      : messages.map(
          (message) =>
            JSON.parse(
              JSON.stringify(message).replaceAll('"toolCallId":"', '"toolCallId":"a b'),
            ) as PromptMessage,
        ),
  "sends arguments as text": (messages) =>
    changeParts(
      messages,
      (part) => part.type === "tool_call" && !part.providerExecuted,
      (part) => [{ ...part, input: "{}" } as AssistantPromptPart],
    ),
  "sends a blank text": (messages) =>
    change(messages, (message) =>
      message.role === "user"
        ? { ...message, content: [...message.content, { type: "text", text: " " }] }
        : undefined,
    ),
  "sends an empty message": (messages) => [...messages, { role: "user", content: [] }],
  "begins with the assistant": (messages) => {
    const index = indexOfRole(messages, "assistant");
    return index < 0 ? undefined : messages.slice(index);
  },
  "ends with the assistant": (messages) => [
    ...messages,
    { role: "assistant", content: [{ type: "text", text: "Sure" }] },
  ],
  "drops the newest user message": (messages) => {
    const index = messages.findLastIndex(
      (message) => JSON.stringify(message).includes("«said") && message.role === "user",
    );
    return messages.length > 1 ? without(messages, index) : undefined;
  },
  "keeps items without their thinking": (messages) =>
    change(messages, (message) => {
      if (message.role !== "assistant") return undefined;
      const content = message.content.filter(({ type }) => type !== "reasoning");
      const isFault =
        content.length < message.content.length && JSON.stringify(content).includes("item-");
      return isFault ? { ...message, content } : undefined;
    }),
  "keeps thinking behind a changed prefix": (messages) => {
    const index = messages.findIndex(({ content }) =>
      [...content].some(({ type }) => type === "reasoning"),
    );
    return index > 1 ? without(messages, 0) : undefined;
  },
  "ends a message in thinking": (messages) =>
    change(messages, (message) =>
      message.role === "assistant"
        ? { ...message, content: [...message.content, { type: "reasoning", text: "Hm." }] }
        : undefined,
    ),
  "parts a provider's result from its call": (messages) =>
    changeParts(
      messages,
      (part) => part.type === "provider_result",
      (part) => [{ type: "text", text: "So." }, part],
    ),
  "turns a failure into a success": (messages) =>
    change(messages, (message) =>
      message.role === "tool" && message.content.some(({ isError }) => isError)
        ? { ...message, content: message.content.map((result) => ({ ...result, isError: false })) }
        : undefined,
    ),
  "swaps two exchanges": (messages) => {
    const users = messages.flatMap((message, index) =>
      JSON.stringify(message).includes("«said") ? [index] : [],
    );
    const [first, second] = users;
    if (first === undefined || second === undefined) return undefined;
    return messages.map((message, index) =>
      index === first
        ? (messages[second] ?? message)
        : index === second
          ? (messages[first] ?? message)
          : message,
    );
  },
};

function indexOfRole(messages: readonly PromptMessage[], role: PromptMessage["role"]): number {
  return messages.findIndex((message) => message.role === role);
}

function without(
  messages: readonly PromptMessage[],
  index: number,
): readonly PromptMessage[] | undefined {
  return index < 0 ? undefined : messages.filter((_, at) => at !== index);
}

function change(
  messages: readonly PromptMessage[],
  to: (message: PromptMessage) => PromptMessage | undefined,
): readonly PromptMessage[] | undefined {
  const index = messages.findIndex((message) => to(message) !== undefined);
  return index < 0
    ? undefined
    : messages.map((message, at) => (at === index ? (to(message) ?? message) : message));
}

function changeParts(
  messages: readonly PromptMessage[],
  matches: (part: AssistantPromptPart) => boolean,
  to: (part: AssistantPromptPart) => readonly AssistantPromptPart[],
): readonly PromptMessage[] | undefined {
  return change(messages, (message) =>
    message.role === "assistant" && message.content.some(matches)
      ? {
          ...message,
          content: message.content.flatMap((part) => (matches(part) ? to(part) : [part])),
        }
      : undefined,
  );
}
