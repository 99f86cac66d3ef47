import type { JsonValue } from "../prompt/json.ts";
import type { Prompt } from "../prompt/prompt.ts";
import { toolOutputText } from "../prompt/tool-output.ts";
import type {
  OfferedTool,
  OfferedToolChoice,
  RequestedFormat,
  ToolResultView,
  TurnRequest,
} from "./turn-request.ts";

/** A call as it arrives, in process or over HTTP. */
export interface IncomingCall {
  readonly modelId: string;
  readonly prompt: Prompt;
  readonly tools: readonly OfferedTool[];
  readonly toolChoice: OfferedToolChoice;
  readonly responseFormat: RequestedFormat;
  readonly signal: AbortSignal;
}

export function describeRequest(call: IncomingCall, callIndex: number): TurnRequest {
  return {
    ...call,
    callIndex,
    instructions: instructionsOf(call.prompt),
    lastUserText: lastUserText(call.prompt),
    toolResults: latestToolResults(call.prompt),
    toolNames: call.tools.map((tool) => tool.name),
  };
}

function instructionsOf(prompt: Prompt): string {
  return prompt
    .flatMap((message) => (message.role === "system" ? [message.content] : []))
    .join("\n");
}

function lastUserText(prompt: Prompt): string {
  const message = prompt.findLast((candidate) => candidate.role === "user");
  if (message?.role !== "user") return "";
  return message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

function latestToolResults(prompt: Prompt): ToolResultView[] {
  const lastOther = prompt.findLastIndex((message) => message.role !== "tool");
  const inputs = new Map(
    prompt.flatMap((message) =>
      message.role === "assistant"
        ? message.content.flatMap((part) =>
            part.type === "tool-call" ? [[part.toolCallId, part.input] as const] : [],
          )
        : [],
    ),
  );
  return prompt.slice(lastOther + 1).flatMap((message) => {
    if (message.role !== "tool") return [];
    return message.content.flatMap((part) => {
      if (part.type !== "tool-result") return [];
      const text = toolOutputText(part.output);
      const { toolCallId, toolName } = part;
      return [{ toolCallId, toolName, input: inputs.get(toolCallId), text, value: parsed(text) }];
    });
  });
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
