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
  /** What the text rests on, with places in it where the provider gave them; absent: nothing. */
  readonly citations?: readonly ModelCitation[];
  readonly providerMetadata?: JsonValue;
}

/** A page of the web that a text rests on. */
export interface ModelCitation {
  readonly url: string;
  readonly title?: string;
  /** Where the text that rests on it starts, in UTF-16 units of the part. */
  readonly startIndex?: number;
  /** Where it ends, exclusive. */
  readonly endIndex?: number;
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
  /** The provider's id of the call, made unique within the answer. */
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

/** The result of a call that the provider ran; a later one for the same call replaces it. */
export interface ModelProviderResult {
  readonly type: "provider_result";
  readonly callId: string;
  /** Text, or JSON text where the provider gave a structure. */
  readonly output: string;
  readonly isError: boolean;
  readonly providerMetadata?: JsonValue;
}

/** A part of a type that has no event of its own: as the AI SDK gave it, made safe for JSON. */
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
