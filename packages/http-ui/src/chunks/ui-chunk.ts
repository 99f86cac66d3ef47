import type { JsonValue } from "@inhouse/contracts";

/** What the dialect says of the run behind an answer, in the message's metadata. All of it but the end comes first. */
export interface UIMessageMetadata {
  /** When the run was created, in epoch milliseconds. */
  readonly createdAt?: number;
  /** The thread that the chat is. */
  readonly threadId?: string;
  /** The run that wrote the message. */
  readonly runId?: string;
  /** The assistant that was executed. */
  readonly assistantId?: string;
  /** The model that answered. */
  readonly model?: string;
  /** How far the run had come when the stream ended, such as `completed` or `requires_action`. */
  readonly status?: string;
  /** The tokens of the run, as the provider counted them. */
  readonly usage?: UIUsage;
}

/** Tokens of a run. */
export interface UIUsage {
  /** Tokens of the prompts. */
  readonly inputTokens: number;
  /** Tokens of the answers, thinking included. */
  readonly outputTokens: number;
  /** Both together. */
  readonly totalTokens: number;
}

/** Why a stream ended, in the words of the AI SDK. */
export type UIFinishReason =
  | "stop"
  | "length"
  | "content-filter"
  | "tool-calls"
  | "error"
  | "other";

/** A call of a tool, as every chunk about one names it. */
interface CallChunk {
  readonly toolCallId: string;
  /** Set where the client has nothing to do for the call: then it neither runs a tool nor sends anything by itself. */
  readonly providerExecuted?: true;
}

/** The chunks of the AI SDK's UI message stream that this dialect sends: a subset of what clients understand. */
export type UIChunk =
  | {
      readonly type: "start";
      readonly messageId: string;
      readonly messageMetadata: UIMessageMetadata;
    }
  | { readonly type: "start-step" | "finish-step" | "reset-step" }
  | { readonly type: "text-start" | "text-end"; readonly id: string }
  | { readonly type: "text-delta"; readonly id: string; readonly delta: string }
  | { readonly type: "reasoning-start" | "reasoning-end"; readonly id: string }
  | { readonly type: "reasoning-delta"; readonly id: string; readonly delta: string }
  | { readonly type: "file"; readonly url: string; readonly mediaType: string }
  | {
      readonly type: "source-url";
      readonly sourceId: string;
      readonly url: string;
      readonly title?: string;
    }
  | {
      readonly type: "source-document";
      readonly sourceId: string;
      readonly mediaType: string;
      readonly title: string;
      readonly filename: string;
    }
  | { readonly type: "tool-input-start"; readonly toolCallId: string; readonly toolName: string }
  | {
      readonly type: "tool-input-delta";
      readonly toolCallId: string;
      readonly inputTextDelta: string;
    }
  | (CallChunk & {
      readonly type: "tool-input-available";
      readonly toolName: string;
      readonly input: JsonValue;
      /** The call whose code made this one; absent: the model made it. */
      readonly providerMetadata?: UICallMade;
    })
  | {
      readonly type: "tool-approval-request";
      readonly toolCallId: string;
      readonly approvalId: string;
    }
  | {
      readonly type: "tool-approval-response";
      readonly approvalId: string;
      readonly approved: boolean;
      readonly reason?: string;
      readonly providerExecuted: true;
    }
  | (CallChunk & { readonly type: "tool-output-available"; readonly output: JsonValue })
  | (CallChunk & { readonly type: "tool-output-error"; readonly errorText: string })
  | { readonly type: "tool-output-denied"; readonly toolCallId: string }
  | {
      readonly type: "data-tool-progress";
      readonly data: ToolProgress;
      readonly transient: true;
    }
  | { readonly type: "abort" }
  | {
      readonly type: "finish";
      readonly finishReason: UIFinishReason;
      readonly messageMetadata: UIMessageMetadata;
    }
  | { readonly type: "error"; readonly errorText: string };

/** Who made a call that the model did not make: the call whose code it was. A type, as the AI SDK takes no interface here. */
export type UICallMade = { readonly inhouse: { readonly parentId: string } };

/** What a running tool printed: handed to `onData`, and never part of a message. */
export interface ToolProgress {
  /** The call. */
  readonly toolCallId: string;
  /** Where it was printed. */
  readonly stream: "stdout" | "stderr";
  /** The text. */
  readonly text: string;
}
