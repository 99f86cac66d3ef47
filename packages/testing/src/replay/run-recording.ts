import type {
  MessageRole,
  MessageStatus,
  Run,
  RunStatus,
  RunStepStatus,
  ToolCallStatus,
  Usage,
} from "@inhouse/contracts";

/** What a run was asked, what the model answered, and what came of it: plain JSON, to be kept beside a test. */
export interface RunRecording {
  /** The form of this recording. */
  readonly version: 1;
  /** What the run was created with. */
  readonly settings: RecordedSettings;
  /** The text of the thread's messages before the run, the oldest first. Files, and calls of earlier runs, are left out. */
  readonly conversation: readonly RecordedMessage[];
  /** What the model answered, call by call. Attempts that were made again are left out. */
  readonly answers: readonly RecordedAnswer[];
  /** How the run ended, or that it waits. */
  readonly outcome: RecordedOutcome;
}

/** What a run was created with, as it was frozen in it. Resources are left out: their files lie elsewhere. */
export type RecordedSettings = Pick<
  Run,
  | "model"
  | "instructions"
  | "tools"
  | "temperature"
  | "topP"
  | "maxPromptTokens"
  | "maxCompletionTokens"
  | "maxSteps"
  | "truncationStrategy"
  | "toolChoice"
  | "parallelToolCalls"
  | "responseFormat"
  | "reasoningEffort"
  | "providerOptions"
>;

/** A message before the run. */
export interface RecordedMessage {
  /** Who said it. */
  readonly role: MessageRole;
  /** Its text. */
  readonly text: string;
}

/**
 * How an answer came to its end. `whole`: as the model wanted; `length`, `content_filter`: as the provider wanted; `stopped`:
 * the run was cancelled or expired while the model wrote; `failed`: the call failed.
 */
export type RecordedEnding = "whole" | "length" | "content_filter" | "stopped" | "failed";

/** One answer of the model. */
export interface RecordedAnswer {
  /** The steps that it made; none: it ended before it said anything. */
  readonly steps: readonly RecordedStep[];
  /** How it came to its end. */
  readonly ending: RecordedEnding;
  /** The tokens of the call; null: unknown. */
  readonly usage: Usage | null;
}

/** A step of the run. */
export type RecordedStep = RecordedText | RecordedCalls;

/** The model wrote a message. */
export interface RecordedText {
  /** The kind of step. */
  readonly type: "message_creation";
  /** How the step ended. */
  readonly status: RunStepStatus;
  /** What the model thought before; null: nothing that is known. */
  readonly reasoning: string | null;
  /** How the message ended. */
  readonly messageStatus: MessageStatus;
  /** The message's text. */
  readonly text: string;
}

/** The model called tools. */
export interface RecordedCalls {
  /** The kind of step. */
  readonly type: "tool_calls";
  /** How the step ended; `in_progress`: the run waits. */
  readonly status: RunStepStatus;
  /** What the model thought before; null: nothing that is known. */
  readonly reasoning: string | null;
  /** The calls, in order. */
  readonly calls: readonly RecordedCall[];
}

/** A call of a tool. */
export interface RecordedCall {
  /** `function`, or the type of the tool that answered. */
  readonly type: string;
  /** The function. */
  readonly name: string;
  /** The arguments as JSON text. */
  readonly arguments: string;
  /** How it ended. */
  readonly status: ToolCallStatus;
  /** What the model was told; null: nothing. */
  readonly output: string | null;
  /** What the run waited for because of it, in order: for a person's word, for the caller's output. */
  readonly awaited: readonly ("approval" | "output")[];
  /** Whether the tool was started. */
  readonly started: boolean;
}

/** How a run ended, or that it waits. */
export interface RecordedOutcome {
  /** Its status. */
  readonly status: RunStatus;
  /** The code of its error; null: it has none. */
  readonly errorCode: string | null;
  /** What its error says; null: it has none. Not compared. */
  readonly errorMessage: string | null;
  /** Why it is incomplete; null: it is not. */
  readonly incompleteReason: string | null;
}
