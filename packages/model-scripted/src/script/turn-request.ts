import type { JsonValue } from "../prompt/json.ts";
import type { Prompt } from "../prompt/prompt.ts";

/** A tool as a model is told of it. */
export interface OfferedTool {
  /** The name. */
  readonly name: string;
  /** What it does; absent: not said. */
  readonly description?: string | undefined;
  /** The JSON schema of its arguments. */
  readonly inputSchema: unknown;
}

/** Whether and which tools a model may call. */
export type OfferedToolChoice = OfferedToolChoiceMode | OfferedToolChoiceTool;

/** Any tool, or none. */
export interface OfferedToolChoiceMode {
  /** `auto`: as the model likes; `none`: no tool; `required`: at least one. */
  readonly type: "auto" | "none" | "required";
}

/** One certain tool. */
export interface OfferedToolChoiceTool {
  /** That it is one certain tool. */
  readonly type: "tool";
  /** The tool. */
  readonly toolName: string;
}

/** The form of the answer that a model is asked for. */
export type RequestedFormat = RequestedText | RequestedJson;

/** Any text. */
export interface RequestedText {
  /** The form. */
  readonly type: "text";
}

/** JSON text. */
export interface RequestedJson {
  /** The form. */
  readonly type: "json";
  /** The JSON schema that the answer must match; absent: any JSON. */
  readonly schema?: unknown;
  /** The name of the schema; absent: it has none. */
  readonly name?: string | undefined;
}

/** The result of a tool call, as a model reads it. */
export interface ToolResultView {
  /** The id of the call. */
  readonly toolCallId: string;
  /** The tool. */
  readonly toolName: string;
  /** The arguments of the call; undefined if the call is not in the prompt. */
  readonly input: unknown;
  /** The result as text; an error is `{"error": …}`. */
  readonly text: string;
  /** The result parsed, where it is JSON, else the text. */
  readonly value: JsonValue;
}

/** What a model was sent. It is the same in process and over HTTP, except that over HTTP every result is text. */
export interface TurnRequest {
  /** The model's id. */
  readonly modelId: string;
  /** How many calls this model had before this one. */
  readonly callIndex: number;
  /** The whole prompt. */
  readonly prompt: Prompt;
  /** The instructions, joined; `""`: none. */
  readonly instructions: string;
  /** The text of the last user message; `""`: none. */
  readonly lastUserText: string;
  /** The results that the prompt ends with, in order; empty: it ends with another message. */
  readonly toolResults: readonly ToolResultView[];
  /** The function tools on offer. */
  readonly tools: readonly OfferedTool[];
  /** The names of the function tools on offer. */
  readonly toolNames: readonly string[];
  /** Whether and which tools may be called. */
  readonly toolChoice: OfferedToolChoice;
  /** The form of the answer. */
  readonly responseFormat: RequestedFormat;
  /** Fires when the caller aborts or goes away. */
  readonly signal: AbortSignal;
}
