import type { FileData } from "./file-data.ts";
import type { ToolOutput } from "./tool-output.ts";

/**
 * What a model is sent: the prompt of the AI SDK's language model specification V4, declared here so that no further
 * package is needed. Every `LanguageModelV4Prompt` is one of these.
 */
export type Prompt = readonly PromptMessage[];

/** A message of a prompt. */
export type PromptMessage =
  | SystemPromptMessage
  | UserPromptMessage
  | AssistantPromptMessage
  | ToolPromptMessage;

/** Options of one provider for a message or a part, by provider and name. */
export type PromptProviderOptions = { readonly [provider: string]: object };

/** Instructions. */
export interface SystemPromptMessage {
  /** Whose message it is. */
  readonly role: "system";
  /** The instructions. */
  readonly content: string;
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** What a user said. */
export interface UserPromptMessage {
  /** Whose message it is. */
  readonly role: "user";
  /** Text and files, in order. */
  readonly content: readonly (PromptTextPart | PromptFilePart)[];
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** What a model answered. */
export interface AssistantPromptMessage {
  /** Whose message it is. */
  readonly role: "assistant";
  /** The parts of the answer, in order. */
  readonly content: readonly AssistantPromptPart[];
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** A part of an answer. */
export type AssistantPromptPart =
  | PromptTextPart
  | PromptFilePart
  | PromptReasoningPart
  | PromptToolCallPart
  | PromptToolResultPart
  | PromptOtherPart;

/** The results of the tool calls of the answer before it. */
export interface ToolPromptMessage {
  /** Whose message it is. */
  readonly role: "tool";
  /** The results, in order. */
  readonly content: readonly (PromptToolResultPart | PromptOtherPart)[];
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** Text. */
export interface PromptTextPart {
  /** What kind of part it is. */
  readonly type: "text";
  /** The text. */
  readonly text: string;
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** A file. */
export interface PromptFilePart {
  /** What kind of part it is. */
  readonly type: "file";
  /** The media type, or only its first half: `image/png`, `image`. */
  readonly mediaType: string;
  /** The content, or where it is. */
  readonly data: FileData;
  /** The name of the file; absent: it has none. */
  readonly filename?: string | undefined;
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** What a model thought. */
export interface PromptReasoningPart {
  /** What kind of part it is. */
  readonly type: "reasoning";
  /** The thoughts. */
  readonly text: string;
  /** Options of one provider: signatures, item ids. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** A tool call that a model made. */
export interface PromptToolCallPart {
  /** What kind of part it is. */
  readonly type: "tool-call";
  /** The id that its result names. */
  readonly toolCallId: string;
  /** The tool. */
  readonly toolName: string;
  /** The arguments, parsed. */
  readonly input: unknown;
  /** Whether the provider ran the tool itself; absent: no. */
  readonly providerExecuted?: boolean | undefined;
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** The result of a tool call. */
export interface PromptToolResultPart {
  /** What kind of part it is. */
  readonly type: "tool-result";
  /** The id of the call. */
  readonly toolCallId: string;
  /** The tool. */
  readonly toolName: string;
  /** What came out. */
  readonly output: ToolOutput;
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
}

/** A part whose content is between the caller and one provider. */
export interface PromptOtherPart {
  /** What kind of part it is. */
  readonly type: "reasoning-file" | "custom" | "tool-approval-response";
}
