import type { ContextReceipt } from "./context-receipt.ts";
import type { Metadata } from "./metadata.ts";
import type { RunError } from "./run.ts";
import type { ToolCall } from "./tool-call.ts";
import type { Usage } from "./usage.ts";

/** How far a step is. */
export type RunStepStatus = "in_progress" | "completed" | "cancelled" | "failed" | "expired";

/** What a step did: wrote a message, or made tool calls. */
export type RunStepDetails = MessageCreationDetails | ToolCallsDetails;

/** The step wrote a message. */
export interface MessageCreationDetails {
  /** The tag of this kind of step. */
  readonly type: "message_creation";
  /** The message's id. */
  readonly messageId: string;
}

/** The step made tool calls. */
export interface ToolCallsDetails {
  /** The tag of this kind of step. */
  readonly type: "tool_calls";
  /** All calls of one model answer, in the model's order, and behind them those that their code made, as they were started. */
  readonly toolCalls: readonly ToolCall[];
}

/** One thing a run did. A model answer with text and tool calls makes two steps. */
export interface RunStep {
  /** `step_` and 24 of `[A-Za-z0-9]`. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** The assistant of its run. */
  readonly assistantId: string;
  /** The thread of its run. */
  readonly threadId: string;
  /** Its run. */
  readonly runId: string;
  /** The kind of step, the same as `stepDetails.type`. */
  readonly type: RunStepDetails["type"];
  /** How far it is. */
  readonly status: RunStepStatus;
  /** What it did. */
  readonly stepDetails: RunStepDetails;
  /** The model's thinking that the provider disclosed, as text; null: none. */
  readonly reasoning: string | null;
  /** Why it failed; null unless the status is `failed`. */
  readonly lastError: RunError | null;
  /** When its run expired, in epoch milliseconds, or null. */
  readonly expiredAt: number | null;
  /** When it was cancelled, in epoch milliseconds, or null. */
  readonly cancelledAt: number | null;
  /** When it failed, in epoch milliseconds, or null. */
  readonly failedAt: number | null;
  /** When it was completed, in epoch milliseconds, or null. */
  readonly completedAt: number | null;
  /** The caller's own pairs. */
  readonly metadata: Metadata;
  /** Tokens of the model call; null while in progress, and on the first of two steps of one call. */
  readonly usage: Usage | null;
  /** What the model call was sent; null on the first of two steps of one call. */
  readonly receipt: ContextReceipt | null;
  /** Warnings of the provider, such as settings it ignored. */
  readonly warnings: readonly string[];
}
