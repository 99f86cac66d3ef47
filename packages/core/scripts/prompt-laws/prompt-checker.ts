import type { HistoryItem, HistoryTurn, TurnToolCall } from "../../src/context/history.ts";
import type {
  AssistantPrompt,
  PromptMessage,
  PromptToolCall,
} from "../../src/context/prompt-message.ts";

/**
 * Judges prompts by what providers accept and by what the thread holds. It shares nothing with the builder but types.
 * Threads must carry the marks of `simulate-thread.ts`, by which a part of a prompt is traced to its origin.
 */
export interface CheckedPrompt {
  readonly messages: readonly PromptMessage[];
  readonly history: readonly HistoryItem[];
  readonly model: string;
  readonly runId: string;
  /** What stands before the messages: instructions and tools. */
  readonly fixed: string;
  /** By the sequence of a turn: the prompt that it answered, as `promptKey` gives it. */
  readonly answered: ReadonlyMap<number, string>;
}

/** @returns a prompt as a text to compare */
export function promptKey(fixed: string, messages: readonly PromptMessage[]): string {
  return JSON.stringify([fixed, messages]);
}

/** @returns what is wrong with the prompt; empty: nothing */
export function checkPrompt(prompt: CheckedPrompt): readonly string[] {
  return [
    ...checkShape(prompt),
    ...checkCalls(prompt.messages),
    ...checkOutcomes(prompt),
    ...checkProviderState(prompt),
    ...checkOrder(prompt.messages),
    ...checkNewestUser(prompt),
  ];
}

const idPattern = /^[a-zA-Z0-9_-]{1,64}$/;

function checkShape({ messages, history, runId, model }: CheckedPrompt): readonly string[] {
  const problems: string[] = [];
  if (messages.length > 0 && messages[0]?.role !== "user")
    problems.push("does not start with a user");
  const newest = history.at(-1);
  const mayContinue =
    newest?.kind === "turn" && newest.runId === runId && newest.model === model && newest.finished;
  const waits = mayContinue && hasOpenProviderCall(messages.at(-1));
  if (messages.at(-1)?.role === "assistant" && !waits) problems.push("ends with the assistant");
  for (const [index, message] of messages.entries()) {
    if (message.content.length === 0) problems.push(`message ${index} is empty`);
    if (message.role === "assistant" && messages[index - 1]?.role === "assistant") {
      problems.push(`message ${index} follows another assistant's`);
    }
    for (const part of message.content) {
      if (part.type === "text" && !/\S/.test(part.text))
        problems.push(`message ${index} has a blank text`);
      if (part.type === "tool_result" && !/\S/.test(part.output)) {
        problems.push(`message ${index} has a blank result`);
      }
    }
  }
  return problems;
}

function checkCalls(messages: readonly PromptMessage[]): readonly string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  for (const [index, message] of messages.entries()) {
    const calls = message.role === "assistant" ? clientCalls(message) : [];
    for (const part of message.content) {
      if (part.type !== "tool_call") continue;
      if (!idPattern.test(part.toolCallId)) problems.push(`illegal id ${part.toolCallId}`);
      if (ids.has(part.toolCallId)) problems.push(`id ${part.toolCallId} is used twice`);
      ids.add(part.toolCallId);
      if (part.providerExecuted) continue;
      if (!idPattern.test(part.name)) problems.push(`illegal name ${part.name}`);
      if (Object.prototype.toString.call(part.input) !== "[object Object]") {
        problems.push(`input of ${part.name} is no object`);
      }
    }
    const next = messages[index + 1];
    const results = next?.role === "tool" ? next.content : [];
    const asked = calls.map(({ toolCallId, name }) => `${toolCallId} ${name}`).join();
    const told = results.map(({ toolCallId, name }) => `${toolCallId} ${name}`).join();
    if (message.role === "assistant" && asked !== told) {
      problems.push(`calls [${asked}] are answered by [${told}]`);
    }
    if (message.role === "tool" && messages[index - 1]?.role !== "assistant") {
      problems.push(`message ${index} answers nobody`);
    }
    if (message.role === "assistant") problems.push(...checkProviderResults(message));
  }
  return problems;
}

function checkProviderResults({ content }: AssistantPrompt): readonly string[] {
  return content.flatMap((part, index) => {
    if (part.type !== "provider_result") return [];
    const call = content[index - 1];
    const matches =
      call?.type === "tool_call" && call.providerExecuted && call.toolCallId === part.toolCallId;
    return matches ? [] : [`provider result ${part.toolCallId} is not behind its call`];
  });
}

function checkOutcomes({ messages, history }: CheckedPrompt): readonly string[] {
  const problems: string[] = [];
  const calls = new Map(history.flatMap((item) => (item.kind === "turn" ? callsOf(item) : [])));
  const results = messages.flatMap((message) => (message.role === "tool" ? message.content : []));
  for (const result of results) {
    const call = calls.get(numberIn(result.name));
    if (call === undefined) {
      problems.push(`result of ${result.name}, which nobody called`);
    } else if (call.output === null && call.status !== "completed") {
      if (!result.isError || result.output.includes("«out"))
        problems.push(`${result.name} was never answered`);
      if (call.arguments.startsWith("{broken") && !result.output.includes("JSON")) {
        problems.push(`${result.name} does not name its broken arguments`);
      }
    } else if (call.output?.startsWith("«out") === true) {
      if (result.isError !== (call.status !== "completed"))
        problems.push(`${result.name} has the wrong verdict`);
      if (!result.output.startsWith(`«out ${numberIn(result.name)}»`)) {
        problems.push(`${result.name} is told another output`);
      }
    }
  }
  for (const turn of history) {
    if (turn.kind !== "turn") continue;
    const own = callsOf(turn).map(([number]) => number);
    const shown = results
      .map(({ name }) => numberIn(name))
      .filter((number) => own.includes(number));
    if (shown.length > 0 && shown.join() !== own.join()) {
      problems.push(`of the calls ${own.join()} of one turn only ${shown.join()} are shown`);
    }
  }
  return problems;
}

function checkProviderState(prompt: CheckedPrompt): readonly string[] {
  const { messages, history, model, fixed, answered } = prompt;
  const turns = new Map(history.map((item) => [item.sequence, item]));
  return messages.flatMap((message, index) => {
    const text = JSON.stringify(message);
    const thinking = [...text.matchAll(/«think (\d+)/g)].map((match) => Number(match[1]));
    const bound = [...text.matchAll(/«opaque (\d+)/g)].map((match) => Number(match[1]));
    const items = [...text.matchAll(/item-(\d+)/g)].map((match) => Number(match[1]));
    const signed = [...text.matchAll(/signature-(\d+)/g)].map((match) => Number(match[1]));
    const problems: string[] = [];
    for (const sequence of [...thinking, ...bound, ...items]) {
      const turn = turns.get(sequence);
      if (turn?.kind !== "turn" || turn.model !== model)
        problems.push(`state of another model: ${sequence}`);
      else if (!turn.finished) problems.push(`state of an interrupted turn: ${sequence}`);
      else if (mustThink(turn) && !thinking.includes(sequence)) {
        problems.push(`items of turn ${sequence} without its thinking`);
      }
    }
    for (const sequence of signed) {
      const turn = turns.get(sequence);
      if (turn?.kind !== "turn" || turn.model !== model)
        problems.push(`signature of another model: ${sequence}`);
    }
    for (const sequence of [...thinking, ...bound]) {
      if (answered.get(sequence) !== promptKey(fixed, messages.slice(0, index))) {
        problems.push(`thinking of turn ${sequence} behind another prompt`);
      }
    }
    const last = message.content.at(-1);
    if (last?.type === "reasoning") problems.push(`message ${index} ends in thinking`);
    return problems;
  });
}

function checkOrder(messages: readonly PromptMessage[]): readonly string[] {
  const sequences = messages.flatMap((message) =>
    [...JSON.stringify(message).matchAll(/«(?:said|text|think|opaque) (\d+)/g)].map((match) =>
      Number(match[1]),
    ),
  );
  const sorted = sequences.every((sequence, index) => sequence >= (sequences[index - 1] ?? 0));
  return sorted ? [] : [`out of order: ${sequences.join()}`];
}

function checkNewestUser({ messages, history }: CheckedPrompt): readonly string[] {
  const newest = history.findLast(
    (item) =>
      item.kind === "message" && item.role === "user" && JSON.stringify(item).includes("«said"),
  );
  if (newest?.kind !== "message") return [];
  const texts = newest.content.flatMap((part) =>
    part.type === "text" && part.text.trim() !== "" ? [part.text] : [],
  );
  const shown = messages
    .filter(({ role }) => role === "user")
    .flatMap(({ content }) =>
      [...content].flatMap((part) => (part.type === "text" ? [part.text] : [])),
    );
  return texts.every((text) => shown.includes(text))
    ? []
    : ["the newest user message is not shown whole"];
}

function hasOpenProviderCall(message: PromptMessage | undefined): boolean {
  const parts = [...(message?.content ?? [])];
  return parts.some(
    (part, index) =>
      part.type === "tool_call" &&
      part.providerExecuted &&
      parts[index + 1]?.type !== "provider_result",
  );
}

/** Whether thinking stands before something that is sent, so that it may not be missing. */
function mustThink({ parts }: HistoryTurn): boolean {
  const thinking = parts.findIndex((part) => part.type === "reasoning" && part.text !== "");
  return (
    thinking >= 0 &&
    parts.some(
      (part, index) =>
        index > thinking &&
        (part.type === "tool_call" ||
          part.type === "file" ||
          (part.type === "text" && part.text.trim() !== "")),
    )
  );
}

function clientCalls({ content }: AssistantPrompt): readonly PromptToolCall[] {
  return content.flatMap((part) =>
    part.type === "tool_call" && !part.providerExecuted ? [part] : [],
  );
}

function callsOf(turn: HistoryTurn): readonly (readonly [number, TurnToolCall])[] {
  return turn.parts.flatMap((part) =>
    part.type === "tool_call" && !part.providerExecuted
      ? [[numberIn(part.name), part] as const]
      : [],
  );
}

function numberIn(name: string): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? Number.NaN);
}
