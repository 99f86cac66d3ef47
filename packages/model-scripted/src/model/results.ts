import type { ProviderMetadata } from "../script/content.ts";
import type { ModelContent, ModelToolCall } from "./content-part.ts";
import type { ModelFinishReason, ModelUsage } from "./finish-part.ts";
import type { ModelStreamPart } from "./stream-part.ts";

/** A streamed answer. */
export interface ModelStreamResult {
  /** The parts. Cancelling it ends the call. */
  stream: ReadableStream<ModelStreamPart>;
}

/** A whole answer. */
export interface ModelGenerateResult {
  /** The parts, in order. */
  content: ModelGeneratedPart[];
  /** Why the answer ended. */
  finishReason: ModelFinishReason;
  /** Tokens as the provider counts them. */
  usage: ModelUsage;
  /** Always empty. */
  warnings: never[];
}

/** A part of a whole answer. */
export type ModelGeneratedPart = ModelGeneratedText | ModelToolCall | ModelContent;

/** Text or reasoning. */
export interface ModelGeneratedText {
  /** Which of the two. */
  type: "text" | "reasoning";
  /** The text. */
  text: string;
  /** What the provider adds to it; absent: nothing. */
  providerMetadata?: ProviderMetadata;
}
