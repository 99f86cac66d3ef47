import type {
  Assistant,
  ContextReceipt,
  JsonValue,
  Message,
  MessagePart,
  Metadata,
  Run,
  RunStep,
  StoredFile,
  Thread,
  Usage,
} from "@inhouse/contracts";
import type { ContextEpoch } from "../context/context-epoch.ts";
import type { PackedEvent } from "../events/packed-event.ts";

/** What each kind of record holds. */
export interface RecordValues {
  assistant: Assistant;
  thread: ThreadRecord;
  message: Message;
  step: StepRecord;
  run: RunRecord;
  run_log: LogSegment;
  file: StoredFile;
  blob_removal: BlobRemoval;
}

/**
 * Something that is to be removed, whatever dies until then: the bytes of a file that is deleted, or is not known to be kept
 * yet; or what is left of a thread that is deleted. It goes when that is gone, or in the commit that keeps the file.
 */
export type BlobRemoval = BytesRemoval | ThreadFilesRemoval;

/** The bytes of a file. The record has the file's id. */
export interface BytesRemoval {
  /** Where the bytes lie. */
  readonly key: string;
}

/** The files that tools made on a thread while it was deleted. The record has the thread's id. */
export interface ThreadFilesRemoval {
  readonly threadId: string;
}

/** A thread, and what only one may decide for it at a time. */
export interface ThreadRecord {
  readonly thread: Thread;
  /** The next place that a message, step or run of this thread gets. */
  readonly nextSequence: number;
  readonly activeRunId: string | null;
  /** Runs that wait for the active one, the first to come next. */
  readonly queuedRunIds: readonly string[];
  /** What its prompts leave out since the last cut; null: nothing. */
  readonly epoch: ContextEpoch | null;
  /** The files that its messages show as parts, which every tool of the thread may read. */
  readonly messageFileIds: readonly string[];
}

/** A run, and what its owner needs to go on with it. */
export interface RunRecord {
  readonly run: Run;
  /** Until when the owner holds it, in epoch milliseconds; null: nobody does. */
  readonly leaseExpiresAt: number | null;
  /**
   * The mark of the last commit that an owner made. An owner that finds another mark than that of its own last commit has
   * lost the run, whoever wrote it: another process, or a commit of its own whose outcome it never learned.
   */
  readonly ownerMark: string;
  /** The number of the last event in its log, but for those that its owner stored ahead of the commit that they belong to. */
  readonly lastSequence: number;
  /** Whether somebody asked to cancel it and the log does not say so yet, because only the owner may write the log. */
  readonly cancelUntold: boolean;
  /** How many model calls it has made. */
  readonly modelCalls: number;
  /** Tokens of those calls. */
  readonly spent: Usage;
  /** The step whose tool calls have no outcome yet; null: none. */
  readonly openStepId: string | null;
  /** Messages that are put into the thread when the run's turn comes. */
  readonly pendingMessages: readonly PendingMessage[];
}

/** A message that waits with its run. */
export interface PendingMessage {
  readonly id: string;
  readonly role: Message["role"];
  readonly content: Message["content"];
  readonly attachments: Message["attachments"];
  readonly metadata: Metadata;
}

/** A step, and the part of the model's answer that belongs to it. */
export interface StepRecord {
  readonly step: RunStep;
  /** The steps of one model answer share this id. */
  readonly turnId: string;
  /** The model that answered, as `provider/model`. */
  readonly model: string;
  /** Whether the answer came to its end. */
  readonly finished: boolean;
  /** Whether a later attempt took this one's place, so that no prompt may show it. */
  readonly superseded: boolean;
  /** The fingerprint of the prompt that it answers. */
  readonly promptFingerprint: string;
  readonly parts: readonly StoredPart[];
  /** What is kept of the calls that code made, beside the calls; absent: it made none. */
  readonly nested?: readonly StoredNestedCall[];
  /** What comes into the thread when this step closes; null: nothing does. */
  readonly onClose: OnClose | null;
}

/** What a step with calls holds back while they have no outcome. */
export interface OnClose {
  readonly usage: Usage | null;
  readonly receipt: ContextReceipt | null;
  /** What the model wrote behind its calls; null: nothing. */
  readonly late: LateMessage | null;
}

/** A message that the model wrote behind calls. It gets its place in the thread, and is announced, when they are settled. */
export interface LateMessage {
  readonly stepId: string;
  readonly messageId: string;
  readonly content: readonly MessagePart[];
  readonly parts: readonly StoredPart[];
}

/** A part of a model answer. `position` orders the parts of all steps of one answer. */
export type StoredPart =
  | StoredText
  | StoredReasoning
  | StoredToolCall
  | StoredModelFile
  | StoredOpaque;

/** A text, which stands in the step's message. */
export interface StoredText {
  readonly type: "text";
  readonly position: number;
  readonly contentIndex: number;
  readonly providerMetadata?: JsonValue;
}

export interface StoredReasoning {
  readonly type: "reasoning";
  readonly position: number;
  readonly text: string;
  readonly providerMetadata?: JsonValue;
}

/** A call, which stands in the step's details. */
export interface StoredToolCall {
  readonly type: "tool_call";
  readonly position: number;
  readonly toolCallId: string;
  /** The provider's id, which models reuse. */
  readonly providerId: string;
  readonly providerExecuted: boolean;
  /** Why the call cannot be run; null: it can. */
  readonly problem: string | null;
  readonly imageFileIds: readonly string[];
  readonly providerMetadata?: JsonValue;
}

/** A call that code made, which stands in the step's details. No prompt shows it. */
export interface StoredNestedCall {
  readonly toolCallId: string;
  /** Whether the output that is kept is all that the code was told. */
  readonly isWhole: boolean;
  readonly imageFileIds: readonly string[];
}

/** A file that the model wrote into its answer, which stands in the step's message. */
export interface StoredModelFile {
  readonly type: "file";
  readonly position: number;
  readonly fileId: string;
  readonly providerMetadata?: JsonValue;
}

export interface StoredOpaque {
  readonly type: "opaque";
  readonly position: number;
  readonly value: JsonValue;
}

/** Events of one commit, or of one flush ahead of it, in order. */
export interface LogSegment {
  /** The number of the first. */
  readonly from: number;
  /** The number of the last. */
  readonly to: number;
  readonly events: readonly PackedEvent[];
}
