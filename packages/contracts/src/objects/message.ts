import type { MessagePart } from "./content.ts";
import type { Metadata } from "./metadata.ts";

/** Who said it. */
export type MessageRole = "user" | "assistant";

/** `in_progress` while a run writes it, `incomplete` when the run stopped half way. */
export type MessageStatus = "in_progress" | "incomplete" | "completed";

/** Why a message stayed incomplete. */
export type MessageIncompleteReason =
  | "content_filter"
  | "max_tokens"
  | "run_cancelled"
  | "run_expired"
  | "run_failed";

/** A message of a thread. Its content never changes once it is completed or incomplete. */
export interface Message {
  /** `msg_` and 24 of `[A-Za-z0-9]`. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** The thread it belongs to. */
  readonly threadId: string;
  /** Who said it. */
  readonly role: MessageRole;
  /** How far it is. */
  readonly status: MessageStatus;
  /** Why it is incomplete; null for every other status. */
  readonly incompleteDetails: MessageIncompleteDetails | null;
  /** When it was completed, in epoch milliseconds, or null. */
  readonly completedAt: number | null;
  /** When it was left incomplete, in epoch milliseconds, or null. */
  readonly incompleteAt: number | null;
  /** The parts in order. */
  readonly content: readonly MessagePart[];
  /** The assistant whose run wrote it; null for messages that a caller created. */
  readonly assistantId: string | null;
  /** The run that wrote it; null for messages that a caller created. */
  readonly runId: string | null;
  /** Files that came with the message, and the tools that may read them. */
  readonly attachments: readonly Attachment[];
  /** The caller's own pairs. */
  readonly metadata: Metadata;
}

/** Why a message is incomplete. */
export interface MessageIncompleteDetails {
  /** The reason. */
  readonly reason: MessageIncompleteReason;
}

/** A file that came with a message. */
export interface Attachment {
  /** The file's id. */
  readonly fileId: string;
  /** The types of the tools that may read it. */
  readonly tools: readonly AttachmentTool[];
}

/** A tool that may read an attachment. */
export interface AttachmentTool {
  /** The tool's type, such as `code_interpreter`. */
  readonly type: string;
}
