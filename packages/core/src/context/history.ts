import type {
  JsonValue,
  MessagePart,
  MessageRole,
  RunStepStatus,
  ToolCallStatus,
} from "@inhouse/contracts";

/**
 * What a thread holds, as the prompt builder sees it: messages that callers created, and turns, each the whole answer of
 * one model call. In the order of their sequence numbers, which no two items share.
 */
export type HistoryItem = HistoryMessage | HistoryTurn;

/** A message that a caller created. */
export interface HistoryMessage {
  readonly kind: "message";
  readonly sequence: number;
  readonly role: MessageRole;
  readonly content: readonly MessagePart[];
  /** The files that the content refers to; one that is missing here was deleted. */
  readonly files: readonly HistoryFile[];
  /** Attached files that the model should know of by name and id. */
  readonly attachments: readonly HistoryFile[];
}

/** A file as the prompt names it. */
export interface HistoryFile {
  readonly fileId: string;
  readonly filename: string;
  readonly mediaType: string;
}

/** One model answer with the outcomes of its tool calls, however far it came. Superseded attempts are none. */
export interface HistoryTurn {
  readonly kind: "turn";
  /** The sequence of its first step. */
  readonly sequence: number;
  readonly runId: string;
  /** The model that wrote it, as `provider/model`. */
  readonly model: string;
  /** Whether the model call came to its end; an interrupted one has no valid provider item ids. */
  readonly finished: boolean;
  /** How its newest step ended, which says why calls have no outcome. */
  readonly status: RunStepStatus;
  /**
   * The fingerprint of the prompt that it answers, as `buildPrompt` gave it; null: not known. Thinking goes back to the
   * model only behind exactly the prompt that it was thought on; without a fingerprint it never goes back.
   */
  readonly promptFingerprint: string | null;
  readonly parts: readonly TurnPart[];
}

/** A part of a model answer, in the model's order. */
export type TurnPart = TurnText | TurnReasoning | TurnToolCall | TurnFile | TurnOpaque;

export interface TurnText {
  readonly type: "text";
  readonly text: string;
  readonly providerMetadata?: JsonValue;
}

export interface TurnReasoning {
  readonly type: "reasoning";
  readonly text: string;
  readonly providerMetadata?: JsonValue;
}

export interface TurnToolCall {
  readonly type: "tool_call";
  /** Ours, unique in the runtime. */
  readonly id: string;
  /** The provider's, which models reuse. */
  readonly providerId: string;
  readonly name: string;
  /** JSON text, possibly broken if the call was cut off. */
  readonly arguments: string;
  readonly status: ToolCallStatus;
  /** What the model is told; null while there is no outcome. */
  readonly output: string | null;
  /** Images among the outcome that the model should look at. */
  readonly images: readonly HistoryFile[];
  /** Whether the provider itself ran the call; its result is then part of the answer. */
  readonly providerExecuted: boolean;
  readonly providerMetadata?: JsonValue;
}

/** A file that the model wrote into its answer. */
export interface TurnFile {
  readonly type: "file";
  readonly file: HistoryFile;
  readonly providerMetadata?: JsonValue;
}

/** A part of a type that this version does not know, kept as the AI SDK gave it. */
export interface TurnOpaque {
  readonly type: "opaque";
  readonly value: JsonValue;
}
