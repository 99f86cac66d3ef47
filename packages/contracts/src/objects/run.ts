import type {
  ReasoningEffort,
  ResponseFormat,
  ToolChoice,
  TruncationStrategy,
} from "./generation.ts";
import type { Metadata } from "./metadata.ts";
import type { ProviderOptions } from "./provider-options.ts";
import type { ToolCall } from "./tool-call.ts";
import type { ToolDefinition, ToolResources } from "./tool-definition.ts";
import type { Usage } from "./usage.ts";

/** How far a run is. The last five are terminal. */
export type RunStatus =
  | "queued"
  | "in_progress"
  | "requires_action"
  | "cancelling"
  | "completed"
  | "failed"
  | "cancelled"
  | "expired"
  | "incomplete";

/** Why a run failed. */
export type RunErrorCode = "server_error" | "rate_limit_exceeded" | "invalid_prompt";

/** The reason a run failed. */
export interface RunError {
  /** A code to decide by. */
  readonly code: RunErrorCode;
  /** A sentence for a person. */
  readonly message: string;
}

/** Why a run stopped before its answer was whole. */
export type RunIncompleteReason =
  | "max_completion_tokens"
  | "max_prompt_tokens"
  | "max_steps"
  | "content_filter";

/** Why a run is incomplete. */
export interface RunIncompleteDetails {
  /** The reason. */
  readonly reason: RunIncompleteReason;
}

/** What a run in `requires_action` waits for. */
export interface RequiredAction {
  /** `submit_tool_outputs` if any call waits for an output, else `approve_tool_calls`. */
  readonly type: "submit_tool_outputs" | "approve_tool_calls";
  /** The calls whose outputs the caller must submit. */
  readonly toolCalls: readonly ToolCall[];
  /** The calls that a person must approve or deny, each bound to its stored input. */
  readonly approvals: readonly ApprovalRequest[];
}

/** A call that waits for a person's word. */
export interface ApprovalRequest {
  /** The call. */
  readonly toolCall: ToolCall;
  /** The SHA-256 of the stored name and arguments, in hex: an answer must repeat it. */
  readonly inputHash: string;
}

/** One execution of an assistant on a thread. Model, instructions, tools and settings are frozen at creation. */
export interface Run {
  /** `run_` and 24 of `[A-Za-z0-9]`. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** The thread it runs on. */
  readonly threadId: string;
  /** The assistant it executes. */
  readonly assistantId: string;
  /** How far it is. */
  readonly status: RunStatus;
  /** What it waits for; null unless the status is `requires_action`. */
  readonly requiredAction: RequiredAction | null;
  /** Why it failed; null unless the status is `failed`. */
  readonly lastError: RunError | null;
  /** When it will expire, in epoch milliseconds; null once the status is terminal. */
  readonly expiresAt: number | null;
  /** When it was last taken up, in epoch milliseconds, or null. */
  readonly startedAt: number | null;
  /** When it was cancelled, in epoch milliseconds, or null. */
  readonly cancelledAt: number | null;
  /** When it failed, in epoch milliseconds, or null. */
  readonly failedAt: number | null;
  /** When it was completed, in epoch milliseconds, or null. */
  readonly completedAt: number | null;
  /** Why it is incomplete; null unless the status is `incomplete`. */
  readonly incompleteDetails: RunIncompleteDetails | null;
  /** The model's id. */
  readonly model: string;
  /** The instructions with the additional ones appended; null: none. */
  readonly instructions: string | null;
  /** The tools. */
  readonly tools: readonly ToolDefinition[];
  /** What the tools may use: the assistant's and the thread's resources together. */
  readonly toolResources: ToolResources;
  /** The caller's own pairs. */
  readonly metadata: Metadata;
  /** Sampling temperature; null: the provider's default. */
  readonly temperature: number | null;
  /** Nucleus sampling; null: the provider's default. */
  readonly topP: number | null;
  /** The largest sum of prompt tokens over all its model calls; null: no limit. */
  readonly maxPromptTokens: number | null;
  /** The largest sum of answer tokens over all its model calls; null: no limit. */
  readonly maxCompletionTokens: number | null;
  /** The largest number of model calls. */
  readonly maxSteps: number;
  /** Which part of the thread it sends. */
  readonly truncationStrategy: TruncationStrategy;
  /** Whether and what the model must call first. */
  readonly toolChoice: ToolChoice;
  /** Whether the model may make several calls at once. */
  readonly parallelToolCalls: boolean;
  /** The form of the answer. */
  readonly responseFormat: ResponseFormat;
  /** How much to think; null: the provider's default. */
  readonly reasoningEffort: ReasoningEffort | null;
  /** Options for the provider alone; null: none. */
  readonly providerOptions: ProviderOptions | null;
  /** Tokens of all its model calls; null until the status is terminal. */
  readonly usage: Usage | null;
}
