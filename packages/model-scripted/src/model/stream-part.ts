import type { ProviderMetadata } from "../script/content.ts";
import type { ModelContent, ModelToolCall } from "./content-part.ts";
import type { ModelFinish } from "./finish-part.ts";

/**
 * A part of a streamed answer: those parts of the AI SDK's specification V4 that a script makes. Parts that the
 * specification does not have may come between them: `unknownPart` sends any.
 */
export type ModelStreamPart = ModelStreamStart | ModelResponseMetadata | ModelOutputPart;

/** A part of a streamed answer that the script made. */
export type ModelOutputPart =
  | ModelBlockStart
  | ModelBlockDelta
  | ModelBlockEnd
  | ModelToolInputStart
  | ModelToolInputDelta
  | ModelToolInputEnd
  | ModelToolCall
  | ModelContent
  | ModelErrorPart
  | ModelFinish;

/** The answer begins. */
export interface ModelStreamStart {
  /** What kind of part it is. */
  type: "stream-start";
  /** Always empty. */
  warnings: never[];
}

/** Which response it is. */
export interface ModelResponseMetadata {
  /** What kind of part it is. */
  type: "response-metadata";
  /** The id of the response. */
  id: string;
  /** The model. */
  modelId: string;
}

/** Text or reasoning begins. */
export interface ModelBlockStart {
  /** What begins. */
  type: "text-start" | "reasoning-start";
  /** The id of the block, unique within the answer. */
  id: string;
}

/** Text or reasoning goes on. */
export interface ModelBlockDelta {
  /** What goes on. */
  type: "text-delta" | "reasoning-delta";
  /** The id of the block. */
  id: string;
  /** What is added. */
  delta: string;
}

/** Text or reasoning ends. */
export interface ModelBlockEnd {
  /** What ends. */
  type: "text-end" | "reasoning-end";
  /** The id of the block. */
  id: string;
  /** What the provider adds to it; absent: nothing. */
  providerMetadata?: ProviderMetadata;
}

/** The model begins to write a tool call. */
export interface ModelToolInputStart {
  /** What kind of part it is. */
  type: "tool-input-start";
  /** The id of the call. */
  id: string;
  /** The tool. */
  toolName: string;
}

/** The arguments of a tool call go on. */
export interface ModelToolInputDelta {
  /** What kind of part it is. */
  type: "tool-input-delta";
  /** The id of the call. */
  id: string;
  /** What is added. */
  delta: string;
}

/** The arguments of a tool call end. */
export interface ModelToolInputEnd {
  /** What kind of part it is. */
  type: "tool-input-end";
  /** The id of the call. */
  id: string;
}

/** The provider reports an error. */
export interface ModelErrorPart {
  /** What kind of part it is. */
  type: "error";
  /** The error. */
  error: Error;
}
