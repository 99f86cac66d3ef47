import type { JsonObject } from "./json.ts";

/** How much a reasoning model should think; which of them a model honours is the provider's to say. */
export type ReasoningEffort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** The form of the model's answer: free text, any JSON object, or JSON that fits a schema. */
export type ResponseFormat =
  | ResponseFormatText
  | ResponseFormatJsonObject
  | ResponseFormatJsonSchema;

/** Free text: the default. */
export interface ResponseFormatText {
  /** The tag of this form. */
  readonly type: "text";
}

/** Any JSON object. Providers ask that the instructions mention JSON. */
export interface ResponseFormatJsonObject {
  /** The tag of this form. */
  readonly type: "json_object";
}

/** JSON that fits a schema. */
export interface ResponseFormatJsonSchema {
  /** The tag of this form. */
  readonly type: "json_schema";
  /** The schema and its name. */
  readonly jsonSchema: ResponseJsonSchema;
}

/** A named JSON Schema for the model's answer. */
export interface ResponseJsonSchema {
  /** What the provider shows the model as the schema's name: 1 to 64 of `[a-zA-Z0-9_-]`. */
  readonly name: string;
  /** What the answer is for; absent: the name alone. */
  readonly description?: string;
  /** The JSON Schema; absent: any JSON object. */
  readonly schema?: JsonObject;
  /** Whether the provider must enforce the schema exactly; absent: the provider's default. */
  readonly strict?: boolean;
}

/**
 * Whether and what the model must call: never a tool, as it likes, at least one, or this one. A forced choice binds the
 * first model call of a run only, or the run would never come to an answer.
 */
export type ToolChoice = "none" | "auto" | "required" | ToolChoiceFunction | ToolChoiceType;

/** Forces one function tool. */
export interface ToolChoiceFunction {
  /** The tag of this form. */
  readonly type: "function";
  /** Which function. */
  readonly function: ToolChoiceFunctionName;
}

/** The function that a tool choice names. */
export interface ToolChoiceFunctionName {
  /** The function's name as the model sees it. */
  readonly name: string;
}

/** Forces one tool that is not a function, by its type, such as `code_interpreter`. */
export interface ToolChoiceType {
  /** The tool's type. */
  readonly type: string;
}

/** Which part of a long thread a run sends to the model. */
export type TruncationStrategy = TruncationAuto | TruncationLastMessages | TruncationTokens;

/** The newest part of the thread that fits the model's context: the default. */
export interface TruncationAuto {
  /** The tag of this strategy. */
  readonly type: "auto";
}

/** The newest messages of the thread, and the tool calls between them. */
export interface TruncationLastMessages {
  /** The tag of this strategy. */
  readonly type: "last_messages";
  /** How many messages, at least 1. */
  readonly lastMessages: number;
}

/** The newest part of the thread that fits a number of tokens, never more than the model's context. */
export interface TruncationTokens {
  /** The tag of this strategy. */
  readonly type: "tokens";
  /** The largest prompt in tokens, instructions and tools included; at least 256. */
  readonly maxTokens: number;
}
