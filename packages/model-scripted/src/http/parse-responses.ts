import { refusal } from "../model/provider-error.ts";
import type { RequestedFormat } from "../script/turn-request.ts";
import type { WireCall } from "./dialect.ts";
import type { ItemStore } from "./item-store.ts";
import type { PromptBuilder } from "./prompt-builder.ts";
import { createPromptBuilder } from "./prompt-builder.ts";
import { spoken, wireContent, wireContentText } from "./wire-content.ts";
import { wireTool, wireToolChoice } from "./wire-tools.ts";
import type { WireObject } from "./wire-value.ts";
import { wireList, wireObject, wireText } from "./wire-value.ts";

/** Reads a request of the Responses API. */
export function parseResponses(body: WireObject, items: ItemStore): WireCall {
  for (const field of ["previous_response_id", "conversation"]) {
    if (body[field] === undefined || body[field] === null) continue;
    throw refusal({
      status: 400,
      code: "unsupported_parameter",
      message: `This server holds no conversations; send the whole input instead of '${field}'.`,
    });
  }
  const builder = createPromptBuilder();
  if (typeof body.instructions === "string") {
    builder.add({ role: "system", content: body.instructions });
  }
  if (typeof body.input === "string") {
    builder.add({ role: "user", content: wireContent(body.input) });
  } else if (Array.isArray(body.input)) {
    for (const item of wireList(body.input)) addItem(builder, resolved(item, items));
  } else {
    throw refusal({ status: 400, message: "'input' must be text or a list of items." });
  }
  return {
    prompt: builder.prompt(),
    tools: wireList(body.tools).flatMap((tool) =>
      tool.type === "function" ? [wireTool(tool)] : [],
    ),
    toolChoice: wireToolChoice(body.tool_choice),
    responseFormat: responseFormat(wireObject(wireObject(body.text).format)),
  };
}

function resolved(item: WireObject, items: ItemStore): WireObject {
  if (item.type !== "item_reference") return item;
  const id = wireText(item.id);
  const stored = items.get(id);
  if (stored !== undefined) return stored;
  throw refusal({
    status: 404,
    message: `There is no stored item '${id}': only items of whole responses are stored, unless 'store' is false.`,
  });
}

function addItem(builder: PromptBuilder, item: WireObject): void {
  switch (item.type ?? "message") {
    case "message":
      addMessage(builder, item);
      break;
    case "reasoning":
      addReasoning(builder, item);
      break;
    case "function_call":
      builder.addToolCall(item.call_id, item);
      break;
    case "function_call_output":
      builder.addToolResult(item.call_id, wireContentText(item.output));
      break;
    case "image_generation_call": {
      const data = { type: "data", data: wireText(item.result) } as const;
      builder.addAnswerParts([{ type: "file", mediaType: "image/png", data }]);
      break;
    }
    default:
      builder.addAnswerParts([{ type: "custom" }]);
      break;
  }
}

function addMessage(builder: PromptBuilder, item: WireObject): void {
  switch (item.role) {
    case "system":
    case "developer":
      builder.add({ role: "system", content: wireContentText(item.content) });
      break;
    case "user":
      builder.add({ role: "user", content: wireContent(item.content) });
      break;
    case "assistant":
      builder.addAnswerParts(spoken(wireContent(item.content)));
      break;
    default:
      throw refusal({ status: 400, message: `There is no role '${String(item.role)}'.` });
  }
}

function addReasoning(builder: PromptBuilder, item: WireObject): void {
  const text = wireList(item.summary)
    .map((part) => wireText(part.text))
    .join("\n");
  const openai = { itemId: item.id, reasoningEncryptedContent: item.encrypted_content };
  builder.addAnswerParts([{ type: "reasoning", text, providerOptions: { openai } }]);
}

function responseFormat(format: WireObject): RequestedFormat {
  if (format.type === "json_object") return { type: "json" };
  if (format.type !== "json_schema") return { type: "text" };
  return { type: "json", schema: format.schema, name: wireText(format.name) };
}
