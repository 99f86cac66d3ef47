import type {
  AssistantPromptMessage,
  Prompt,
  PromptToolCallPart,
  PromptToolResultPart,
  ToolPromptMessage,
} from "./prompt.ts";

interface SeenCall {
  readonly toolName: string;
  readonly messageIndex: number;
  readonly providerExecuted: boolean;
  answered: boolean;
}

interface Walk {
  readonly problems: string[];
  readonly seen: Map<string, SeenCall>;
  /** The ids of all calls of the prompt, to tell an early result from an orphan. */
  readonly allIds: ReadonlySet<string>;
  /** The calls that wait for their results. */
  readonly open: Set<string>;
}

export function checkToolCalls(prompt: Prompt): string[] {
  const walk: Walk = {
    problems: [],
    seen: new Map(),
    allIds: new Set(prompt.flatMap(callIds)),
    open: new Set(),
  };
  prompt.forEach((message, index) => {
    if (message.role === "user" || message.role === "assistant") {
      closeCalls(walk, `before message ${index} (${message.role})`);
    }
    if (message.role === "assistant") visitAnswer(walk, message, index);
    if (message.role === "tool") visitResults(walk, message, index);
  });
  closeCalls(walk, "by the end of the prompt");
  return walk.problems;
}

function callIds(message: Prompt[number]): string[] {
  if (message.role !== "assistant") return [];
  return message.content.flatMap((part) => (part.type === "tool-call" ? [part.toolCallId] : []));
}

function closeCalls(walk: Walk, when: string): void {
  for (const id of walk.open) {
    const call = walk.seen.get(id);
    walk.problems.push(
      `message ${call?.messageIndex} (assistant): the tool call '${id}' is not answered ${when}`,
    );
  }
  walk.open.clear();
}

function visitAnswer(walk: Walk, message: AssistantPromptMessage, index: number): void {
  for (const part of message.content) {
    if (part.type === "tool-call") visitCall(walk, part, index);
    if (part.type === "tool-result") {
      if (walk.seen.get(part.toolCallId)?.providerExecuted === false) {
        walk.problems.push(
          `message ${index} (assistant): the result of '${part.toolCallId}' must stand in a tool message, because the provider did not run the call`,
        );
      }
      visitResult(walk, part, `message ${index} (assistant)`);
    }
  }
}

function visitCall(walk: Walk, part: PromptToolCallPart, index: number): void {
  const where = `message ${index} (assistant)`;
  if (!isObject(part.input)) {
    walk.problems.push(`${where}: the input of the tool call '${part.toolCallId}' is no object`);
  }
  const earlier = walk.seen.get(part.toolCallId);
  if (earlier !== undefined) {
    walk.problems.push(
      `${where}: the tool call id '${part.toolCallId}' is already that of a call of message ${earlier.messageIndex}`,
    );
    return;
  }
  const providerExecuted = part.providerExecuted === true;
  walk.seen.set(part.toolCallId, {
    toolName: part.toolName,
    messageIndex: index,
    providerExecuted,
    answered: false,
  });
  if (!providerExecuted) walk.open.add(part.toolCallId);
}

function visitResults(walk: Walk, message: ToolPromptMessage, index: number): void {
  for (const part of message.content) {
    if (part.type === "tool-result") visitResult(walk, part, `message ${index} (tool)`);
  }
}

function visitResult(walk: Walk, part: PromptToolResultPart, where: string): void {
  const id = part.toolCallId;
  const call = walk.seen.get(id);
  if (call === undefined) {
    const what = walk.allIds.has(id) ? "stands before its call" : "answers no tool call";
    walk.problems.push(`${where}: the result of '${id}' ${what}`);
    return;
  }
  if (call.answered) {
    walk.problems.push(`${where}: the tool call '${id}' is answered a second time`);
  } else if (!walk.open.has(id) && !call.providerExecuted) {
    walk.problems.push(
      `${where}: the result of '${id}' comes too late, other messages stand between`,
    );
  }
  if (part.toolName !== call.toolName) {
    walk.problems.push(
      `${where}: the result of '${id}' is of '${part.toolName}', but the call is of '${call.toolName}'`,
    );
  }
  call.answered = true;
  walk.open.delete(id);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
