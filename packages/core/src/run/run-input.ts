import type {
  Metadata,
  ProviderOptions,
  ReasoningEffort,
  ResponseFormat,
  ToolChoice,
  ToolDefinition,
  ToolResources,
  TruncationStrategy,
} from "@inhouse/contracts";
import * as v from "valibot";
import { maxInstructions } from "../assistant/assistant-input.ts";
import {
  id,
  integer,
  metadata,
  nonEmpty,
  oneOf,
  providerOptions,
  text,
  toolResources,
  within,
} from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import {
  reasoningEffort,
  responseFormat,
  toolChoice,
  tools,
  truncationStrategy,
} from "../input/generation-schemas.ts";
import type { Schema } from "../input/schema.ts";
import type { CreateMessage, ParsedMessage } from "../message/message-input.ts";
import { messages } from "../message/message-input.ts";
import type { CreateThread, ParsedThread } from "../thread/thread-input.ts";
import { createThreadSchema } from "../thread/thread-input.ts";

/** What a run does differently from its assistant. What is absent or null is the assistant's; 0, false, `[]` and `""` count. */
export interface RunOverrides {
  /** The model's id. */
  readonly model?: string | null;
  /** The instructions, instead of the assistant's. */
  readonly instructions?: string | null;
  /** Instructions behind those; absent or null: none. */
  readonly additionalInstructions?: string | null;
  /** The tools, instead of the assistant's; `[]`: none. */
  readonly tools?: readonly ToolDefinition[] | null;
  /** What tools may use, beside the assistant's and the thread's; absent: nothing more. */
  readonly toolResources?: ToolResources;
  /** The run's own pairs; absent: none. */
  readonly metadata?: Metadata;
  /** Sampling temperature from 0 to 2. */
  readonly temperature?: number | null;
  /** Nucleus sampling from 0 to 1. */
  readonly topP?: number | null;
  /** The largest sum of prompt tokens over all its model calls, at least 256; absent or null: no limit. */
  readonly maxPromptTokens?: number | null;
  /** The largest sum of answer tokens over all its model calls, at least 1; absent or null: no limit. */
  readonly maxCompletionTokens?: number | null;
  /** The largest number of model calls, at least 1; absent: the runtime's default. */
  readonly maxSteps?: number;
  /** How long after its creation it expires, in milliseconds, at least 1; absent: the runtime's default. */
  readonly expiresInMs?: number;
  /** Which part of the thread it sends; absent: `auto`. */
  readonly truncationStrategy?: TruncationStrategy | null;
  /** Whether and what the model must call first; absent: `auto`. */
  readonly toolChoice?: ToolChoice | null;
  /** Whether the model may make several calls at once; absent: yes. */
  readonly parallelToolCalls?: boolean;
  /** The form of the answer. */
  readonly responseFormat?: ResponseFormat | null;
  /** How much to think. */
  readonly reasoningEffort?: ReasoningEffort | null;
  /** Options for the provider alone, instead of the assistant's. */
  readonly providerOptions?: ProviderOptions | null;
}

/** What a new run does to a thread that has an active one. */
export type BusyPolicy = "reject" | "queue" | "interrupt";

/** A run to create on a thread. */
export interface CreateRun extends RunOverrides {
  /** The assistant to execute. */
  readonly assistantId: string;
  /** Messages to put at the end of the thread first, stored together with the run or not at all; absent: none. */
  readonly additionalMessages?: readonly CreateMessage[];
  /**
   * What to do if the thread has an active run: `reject` refuses, `queue` lets this run wait for it, `interrupt` cancels it
   * and runs next. Absent: `reject`.
   */
  readonly whenBusy?: BusyPolicy;
}

/** A thread and a run on it, to create together. */
export interface CreateThreadAndRun extends RunOverrides {
  /** The assistant to execute. */
  readonly assistantId: string;
  /** The thread; absent: an empty one. */
  readonly thread?: CreateThread;
}

const overrides = {
  assistantId: id,
  model: v.exactOptional(v.nullable(nonEmpty)),
  instructions: v.exactOptional(v.nullable(text(maxInstructions))),
  additionalInstructions: v.exactOptional(v.nullable(text(maxInstructions))),
  tools: v.exactOptional(v.nullable(tools)),
  toolResources: v.exactOptional(toolResources, {}),
  metadata: v.exactOptional(metadata, {}),
  temperature: v.exactOptional(v.nullable(within(0, 2))),
  topP: v.exactOptional(v.nullable(within(0, 1))),
  maxPromptTokens: v.exactOptional(v.nullable(integer(256))),
  maxCompletionTokens: v.exactOptional(v.nullable(integer(1))),
  maxSteps: v.exactOptional(integer(1, 10_000)),
  expiresInMs: v.exactOptional(integer(1)),
  truncationStrategy: v.exactOptional(v.nullable(truncationStrategy)),
  toolChoice: v.exactOptional(v.nullable(toolChoice)),
  parallelToolCalls: v.exactOptional(v.boolean(), true),
  responseFormat: v.exactOptional(v.nullable(responseFormat)),
  reasoningEffort: v.exactOptional(v.nullable(reasoningEffort)),
  providerOptions: v.exactOptional(v.nullable(providerOptions)),
};

/** Overrides that were parsed. */
export interface ParsedOverrides extends RunOverrides {
  readonly assistantId: string;
  readonly toolResources: ToolResources;
  readonly metadata: Metadata;
  readonly parallelToolCalls: boolean;
}

/** A run to create, parsed. */
export interface ParsedRun extends ParsedOverrides {
  readonly additionalMessages: readonly ParsedMessage[];
  readonly whenBusy: BusyPolicy;
}

/** A thread and a run to create, parsed. */
export interface ParsedThreadAndRun extends ParsedOverrides {
  readonly thread: ParsedThread;
}

/** What {@link CreateRun} must be. */
export const createRunSchema: Schema<ParsedRun> = fields({
  ...overrides,
  additionalMessages: v.exactOptional(messages, []),
  whenBusy: v.exactOptional(oneOf(["reject", "queue", "interrupt"]), "reject"),
});

/** What {@link CreateThreadAndRun} must be. */
export const createThreadAndRunSchema: Schema<ParsedThreadAndRun> = fields({
  ...overrides,
  thread: v.exactOptional(createThreadSchema, { messages: [] }),
});
