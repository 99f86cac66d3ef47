import { refusal } from "../model/provider-error.ts";
import type { RequestedFormat } from "../script/turn-request.ts";
import type { WireCall } from "./dialect.ts";
import type { PromptBuilder } from "./prompt-builder.ts";
import { createPromptBuilder } from "./prompt-builder.ts";
import { spoken, wireContent, wireContentText } from "./wire-content.ts";
import { wireTool, wireToolChoice } from "./wire-tools.ts";
import type { WireObject } from "./wire-value.ts";
import { wireList, wireObject, wireText } from "./wire-value.ts";

/** Reads a request of Chat Completions. */
export function parseChat(body: WireObject): WireCall {
  if (!Array.isArray(body.messages)) {
    throw refusal({ status: 400, message: "'messages' must be a list of messages." });
  }
  const builder = createPromptBuilder();
  for (const message of wireList(body.messages)) addMessage(builder, message);
  return {
    prompt: builder.prompt(),
    tools: wireList(body.tools).flatMap((tool) =>
      tool.type === "function" ? [wireTool(wireObject(tool.function))] : [],
    ),
    toolChoice: wireToolChoice(body.tool_choice),
    responseFormat: responseFormat(wireObject(body.response_format)),
  };
}

function addMessage(builder: PromptBuilder, message: WireObject): void {
  switch (message.role) {
    case "system":
    case "developer":
      builder.add({ role: "system", content: wireContentText(message.content) });
      break;
    case "user":
      builder.add({ role: "user", content: wireContent(message.content) });
      break;
    case "assistant":
      addAnswer(builder, message);
      break;
    case "tool":
      builder.addToolResult(message.tool_call_id, wireContentText(message.content));
      break;
    default:
      throw refusal({ status: 400, message: `There is no role '${String(message.role)}'.` });
  }
}

function addAnswer(builder: PromptBuilder, message: WireObject): void {
  // Begins a message of its own, unlike items of the Responses API, which run together.
  builder.add({ role: "assistant", content: [] });
  const reasoning = wireText(message.reasoning_content);
  if (reasoning !== "") builder.addAnswerParts([{ type: "reasoning", text: reasoning }]);
  builder.addAnswerParts(spoken(wireContent(message.content)));
  for (const call of wireList(message.tool_calls)) {
    builder.addToolCall(call.id, wireObject(call.function));
  }
}

function responseFormat(format: WireObject): RequestedFormat {
  if (format.type === "json_object") return { type: "json" };
  if (format.type !== "json_schema") return { type: "text" };
  const { schema, name } = wireObject(format.json_schema);
  return { type: "json", schema, name: wireText(name) };
}
