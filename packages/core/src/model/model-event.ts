import type { JsonValue } from "@inhouse/contracts";

/**
 * What a model call yields, whichever engine made it. Part ids are unique within one call. A call that ends well yields
 * exactly one `finish`, last; one that does not throws a ModelCallError.
 */
export type ModelEvent =
  | ModelTextDelta
  | ModelTextEnd
  | ModelReasoningDelta
  | ModelReasoningEnd
  | ModelFile
  | ModelSource
  | ModelToolCallStart
  | ModelToolCallArguments
  | ModelToolCall
  | ModelProviderResult
  | ModelOpaque
  | ModelWarnings
  | ModelFinish;

export interface ModelTextDelta {
  readonly type: "text";
  readonly partId: string;
  readonly text: string;
}

/** The part is whole. The metadata is the last that the provider gave for it. */
export interface ModelTextEnd {
  readonly type: "text_end";
  readonly partId: string;
  readonly providerMetadata?: JsonValue;
}

export interface ModelReasoningDelta {
  readonly type: "reasoning";
  readonly partId: string;
  readonly text: string;
}

export interface ModelReasoningEnd {
  readonly type: "reasoning_end";
  readonly partId: string;
  readonly providerMetadata?: JsonValue;
}

export interface ModelFile {
  readonly type: "file";
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly providerMetadata?: JsonValue;
}

/** A page of the web that the answer rests on. */
export interface ModelSource {
  readonly type: "source";
  readonly url: string;
  readonly title?: string;
}

/** The model began to write a call. */
export interface ModelToolCallStart {
  readonly type: "tool_call_start";
  /** The provider's id of the call. */
  readonly callId: string;
  readonly name: string;
}

export interface ModelToolCallArguments {
  readonly type: "tool_call_arguments";
  readonly callId: string;
  readonly text: string;
}

/** The call is whole; always comes, also where the two above did not. */
export interface ModelToolCall {
  readonly type: "tool_call";
  readonly callId: string;
  readonly name: string;
  /** JSON text as the model wrote it, or as it was repaired; broken JSON where `problem` says so. */
  readonly arguments: string;
  /** Why the call cannot be run, for the model to read: broken JSON, unknown tool; absent: nothing. */
  readonly problem?: string;
  /** Whether the provider runs it by itself. */
  readonly providerExecuted: boolean;
  readonly providerMetadata?: JsonValue;
}

/** The result of a call that the provider ran. */
export interface ModelProviderResult {
  readonly type: "provider_result";
  readonly callId: string;
  readonly output: string;
  readonly isError: boolean;
}

/** A part of a type that this version does not know. */
export interface ModelOpaque {
  readonly type: "opaque";
  readonly value: JsonValue;
}

export interface ModelWarnings {
  readonly type: "warnings";
  readonly warnings: readonly string[];
}

/** The call came to its end. */
export interface ModelFinish {
  readonly type: "finish";
  readonly reason: "stop" | "length" | "content_filter" | "tool_calls" | "other";
  readonly usage: ModelUsage;
}

/** Tokens as the provider counted them; null: it did not say. */
export interface ModelUsage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly cachedPromptTokens: number | null;
  readonly reasoningTokens: number | null;
}
