import type { ReasoningEffort, ResponseFormat } from "./generation.ts";
import type { Metadata } from "./metadata.ts";
import type { ProviderOptions } from "./provider-options.ts";
import type { ToolDefinition, ToolResources } from "./tool-definition.ts";

/** A model with instructions and tools, kept under an id. */
export interface Assistant {
  /** `asst_` and 24 of `[A-Za-z0-9]`. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** At most 256 characters, or null. */
  readonly name: string | null;
  /** At most 512 characters, or null. */
  readonly description: string | null;
  /** The model's id, as the runtime's `models` knows it. */
  readonly model: string;
  /** The system instructions, at most 256,000 characters, or null. */
  readonly instructions: string | null;
  /** At most 128 tools. */
  readonly tools: readonly ToolDefinition[];
  /** What the tools may use on every thread. */
  readonly toolResources: ToolResources;
  /** The caller's own pairs. */
  readonly metadata: Metadata;
  /** Sampling temperature from 0 to 2; null: the provider's default. */
  readonly temperature: number | null;
  /** Nucleus sampling from 0 to 1; null: the provider's default. */
  readonly topP: number | null;
  /** The form of the answer. */
  readonly responseFormat: ResponseFormat;
  /** How much to think; null: the provider's default. */
  readonly reasoningEffort: ReasoningEffort | null;
  /** Options for the provider alone; null: none. */
  readonly providerOptions: ProviderOptions | null;
}
