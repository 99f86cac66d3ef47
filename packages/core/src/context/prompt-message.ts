import type { ImageDetail, JsonValue } from "@inhouse/contracts";
import type { HistoryFile } from "./history.ts";

/**
 * A message of a prompt: plain JSON, files by reference. The model seam turns it into the AI SDK's form.
 *
 * Messages of one role may follow each other only if the role is user. A tool message stands directly behind the assistant
 * message whose calls it answers, each of them once and in their order.
 */
export type PromptMessage = UserPrompt | AssistantPrompt | ToolPrompt;

export interface UserPrompt {
  readonly role: "user";
  readonly content: readonly UserPromptPart[];
}

export type UserPromptPart = PromptText | PromptFile | PromptImageUrl;

export interface PromptText {
  readonly type: "text";
  readonly text: string;
  readonly providerMetadata?: JsonValue;
}

/** A file whose bytes the model seam reads when the call is made. */
export interface PromptFile {
  readonly type: "file";
  readonly file: HistoryFile;
  readonly detail?: ImageDetail;
  readonly providerMetadata?: JsonValue;
}

export interface PromptImageUrl {
  readonly type: "image_url";
  readonly url: string;
  readonly detail: ImageDetail;
}

export interface AssistantPrompt {
  readonly role: "assistant";
  readonly content: readonly AssistantPromptPart[];
}

export type AssistantPromptPart =
  | PromptText
  | PromptReasoning
  | PromptToolCall
  | PromptFile
  | PromptProviderResult
  | PromptOpaque;

export interface PromptReasoning {
  readonly type: "reasoning";
  readonly text: string;
  readonly providerMetadata?: JsonValue;
}

export interface PromptToolCall {
  readonly type: "tool_call";
  /** The id on the wire: 1 to 64 of `[a-zA-Z0-9_-]`, unique within the prompt. */
  readonly toolCallId: string;
  readonly name: string;
  /** An object, except for calls that the provider ran, which keep whatever it was. */
  readonly input: JsonValue;
  readonly providerExecuted: boolean;
  readonly providerMetadata?: JsonValue;
}

/** The result of a call that the provider ran, which stands in the assistant's message directly behind the call. */
export interface PromptProviderResult {
  readonly type: "provider_result";
  readonly toolCallId: string;
  readonly name: string;
  /** What the provider gave: parsed where it is JSON, for some providers take their own results back as JSON only. */
  readonly output: JsonValue;
  readonly isError: boolean;
}

export interface PromptOpaque {
  readonly type: "opaque";
  readonly value: JsonValue;
}

export interface ToolPrompt {
  readonly role: "tool";
  readonly content: readonly PromptToolResult[];
}

export interface PromptToolResult {
  readonly type: "tool_result";
  /** The id on the wire of the call it answers. */
  readonly toolCallId: string;
  readonly name: string;
  /** Never blank. */
  readonly output: string;
  readonly isError: boolean;
  readonly images: readonly HistoryFile[];
}
