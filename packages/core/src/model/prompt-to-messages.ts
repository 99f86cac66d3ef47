import type { JsonValue } from "@inhouse/contracts";
import type { AssistantContent, ModelMessage, ToolContent, ToolResultPart, UserContent } from "ai";
import type {
  AssistantPrompt,
  AssistantPromptPart,
  PromptMessage,
  PromptProviderResult,
  PromptToolResult,
  ToolPrompt,
  UserPrompt,
  UserPromptPart,
} from "../context/prompt-message.ts";
import { jsonObject } from "./json-value.ts";
import type { FileBytes } from "./prompt-files.ts";
import { toFilePart, toImageUrlPart } from "./prompt-files.ts";
import type { PromptImages } from "./prompt-images.ts";
import type { SdkProviderOptions } from "./sdk.ts";

type UserPart = Exclude<UserContent, string>[number];
type AssistantPart = Exclude<AssistantContent, string>[number];
type ToolPart = ToolContent[number];

/** Turns a prompt into the AI SDK's messages. */
export function toModelMessages(
  prompt: readonly PromptMessage[],
  bytes: FileBytes,
  images: PromptImages,
): ModelMessage[] {
  const messages: ModelMessage[] = [];
  // What tools showed waits for the next message of the user: most providers take images from users alone.
  let shown: UserPart[] = [];
  for (const message of prompt) {
    if (message.role === "user") {
      messages.push({
        role: "user",
        content: [...shown, ...toUserContent(message, bytes, images)],
      });
      shown = [];
      continue;
    }
    if (message.role === "tool") {
      messages.push({ role: "tool", content: message.content.map(toToolPart) });
      shown.push(...toShown(message, bytes));
      continue;
    }
    if (shown.length > 0) messages.push({ role: "user", content: shown });
    shown = [];
    messages.push({ role: "assistant", content: toAssistantContent(message, bytes) });
  }
  if (shown.length > 0) messages.push({ role: "user", content: shown });
  return messages;
}

function toUserContent(message: UserPrompt, bytes: FileBytes, images: PromptImages): UserPart[] {
  return message.content.map((part) => toUserPart(part, bytes, images));
}

function toUserPart(part: UserPromptPart, bytes: FileBytes, images: PromptImages): UserPart {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...options(part.providerMetadata) };
    case "image_url":
      return toImageUrlPart(part.url, part.detail, images);
    case "file":
      return { ...toFilePart(part.file, bytes, part.detail), ...options(part.providerMetadata) };
  }
}

function toAssistantContent(message: AssistantPrompt, bytes: FileBytes): AssistantPart[] {
  return message.content
    .map((part) => toAssistantPart(part, bytes))
    .filter((part) => part !== undefined);
}

function toAssistantPart(part: AssistantPromptPart, bytes: FileBytes): AssistantPart | undefined {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...options(part.providerMetadata) };
    case "reasoning":
      return { type: "reasoning", text: part.text, ...options(part.providerMetadata) };
    case "file":
      return { ...toFilePart(part.file, bytes, part.detail), ...options(part.providerMetadata) };
    case "tool_call":
      return {
        type: "tool-call",
        toolCallId: part.toolCallId,
        toolName: part.name,
        input: part.input,
        ...(part.providerExecuted && { providerExecuted: true }),
        ...options(part.providerMetadata),
      };
    case "provider_result":
      return toProviderResult(part);
    case "opaque":
      return toOpaquePart(part.value);
  }
}

/** The kinds that the SDK takes back; it would make a hole in the message of any other. */
function toOpaquePart(value: JsonValue): AssistantPart | undefined {
  const part = jsonObject(value);
  if (part === undefined) return undefined;
  const { kind, data, mediaType } = part;
  const metadata = options(part.providerMetadata);
  if (part.type === "custom" && isCustomKind(kind)) return { type: "custom", kind, ...metadata };
  if (part.type !== "reasoning-file") return undefined;
  if (typeof data !== "string" || typeof mediaType !== "string") return undefined;
  return { type: "reasoning-file", data: { type: "data", data }, mediaType, ...metadata };
}

function isCustomKind(kind: unknown): kind is `${string}.${string}` {
  return typeof kind === "string" && kind.includes(".");
}

function toProviderResult(part: PromptProviderResult): ToolResultPart {
  const { toolCallId, name: toolName, output, isError } = part;
  return { type: "tool-result", toolCallId, toolName, output: toOutput(output, isError) };
}

function toOutput(output: JsonValue, isError: boolean): ToolOutput {
  if (typeof output === "string") return { type: isError ? "error-text" : "text", value: output };
  // The SDK's type of JSON is the same but for `readonly`.
  return { type: isError ? "error-json" : "json", value: output as SdkJson };
}

type ToolOutput = ToolResultPart["output"];
type SdkJson = Extract<ToolOutput, { type: "json" }>["value"];

function toToolPart(result: PromptToolResult): ToolPart {
  return {
    type: "tool-result",
    toolCallId: result.toolCallId,
    toolName: result.name,
    output: toOutput(result.output, result.isError),
  };
}

function toShown(message: ToolPrompt, bytes: FileBytes): UserPart[] {
  return message.content
    .filter((result) => result.images.length > 0)
    .flatMap((result) => [
      { type: "text", text: `[Shown by the tool ${result.name}, call ${result.toolCallId}:]` },
      ...result.images.map((image) => toFilePart(image, bytes)),
    ]);
}

/** What a provider said of a part goes back to it with the part. */
function options(metadata: JsonValue | undefined): { providerOptions?: SdkProviderOptions } {
  const byProvider = jsonObject(metadata);
  return byProvider === undefined ? {} : { providerOptions: byProvider as SdkProviderOptions };
}
