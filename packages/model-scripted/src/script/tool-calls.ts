import type { JsonObject, JsonValue } from "../prompt/json.ts";
import type { PartOptions, ProviderMetadata } from "./content.ts";

/** What to say of a tool call beside its name and arguments. */
export interface ToolCallOptions extends PartOptions {
  /**
   * The provider's id of the call, also one that was used before. Absent: `call_1`, `call_2`, … after the highest in
   * the prompt.
   */
  readonly id?: string;
}

/** A tool call of several. */
export interface ToolCallInput extends ToolCallOptions {
  /** The tool. */
  readonly name: string;
  /** The arguments; a string is sent as it is, so that it may be broken JSON. */
  readonly input: JsonObject | string;
}

/** The model calls a tool. */
export interface ScriptedToolCall {
  /** What the model does. */
  readonly type: "tool-call";
  /** The tool. */
  readonly name: string;
  /** The arguments; a string is sent as it is. */
  readonly input: JsonObject | string;
  /** The provider's id of the call; absent: a fresh one. */
  readonly id?: string;
  /** What the provider adds to it. */
  readonly providerMetadata?: ProviderMetadata;
}

/** The model calls a tool that the provider runs within the same answer. */
export interface ScriptedProviderToolCall {
  /** What the model does. */
  readonly type: "provider-tool-call";
  /** The tool. */
  readonly name: string;
  /** The arguments. */
  readonly input: JsonObject;
  /** What came out. */
  readonly result: JsonValue;
  /** Whether the tool failed. */
  readonly isError: boolean;
  /** The provider's id of the call; absent: a fresh one. */
  readonly id?: string;
}

/** What to say of a call that the provider runs. */
export interface ProviderToolCallOptions {
  /** The provider's id of the call; absent: a fresh one. */
  readonly id?: string;
  /** Whether the tool failed; absent: no. */
  readonly isError?: boolean;
}

/**
 * @param name - the tool
 * @param input - the arguments; a string is sent as it is, so that it may be broken JSON
 * @param options - what to say beside them
 * @returns a part in which the model calls a tool
 */
export function toolCall(
  name: string,
  input: JsonObject | string = {},
  options: ToolCallOptions = {},
): ScriptedToolCall {
  return { type: "tool-call", name, input, ...options };
}

/**
 * @param calls - the calls, in order
 * @returns an answer in which the model calls several tools at once; spread it to say more in the same answer
 */
export function toolCalls(calls: readonly ToolCallInput[]): ScriptedToolCall[] {
  return calls.map((call) => ({ type: "tool-call", ...call }));
}

/**
 * @param name - the tool
 * @param input - the arguments
 * @param result - what came out
 * @param options - what to say beside it
 * @returns a part in which the model calls a tool that the provider runs; HTTP cannot tell it
 */
export function providerToolCall(
  name: string,
  input: JsonObject,
  result: JsonValue,
  options: ProviderToolCallOptions = {},
): ScriptedProviderToolCall {
  return { type: "provider-tool-call", name, input, result, isError: false, ...options };
}
