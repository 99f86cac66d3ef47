import type { JsonValue } from "@inhouse/contracts";
import type { UICallMade, UIMessageMetadata } from "../chunks/ui-chunk.ts";

/** A message of a chat as the AI SDK keeps it. */
export interface UIMessage {
  /** The run for an answer; for a message of a caller, the id that the client gave it, or else the message's own. */
  readonly id: string;
  /** Who said it. */
  readonly role: "user" | "assistant";
  /** What the dialect says of an answer; absent: a caller wrote the message. */
  readonly metadata?: UIMessageMetadata;
  /** The parts in order. */
  readonly parts: readonly UIPart[];
}

/** A part of a message. */
export type UIPart =
  | UIStepPart
  | UITextPart
  | UIReasoningPart
  | UIFilePart
  | UISourceUrlPart
  | UISourceDocumentPart
  | UIToolPart;

/** A model answer begins here. */
export interface UIStepPart {
  /** The tag of this part. */
  readonly type: "step-start";
}

/** Text. */
export interface UITextPart {
  /** The tag of this part. */
  readonly type: "text";
  /** The text. */
  readonly text: string;
  /** Whether more of it may come; absent in messages of callers. */
  readonly state?: "streaming" | "done";
}

/** The model's thinking. */
export interface UIReasoningPart {
  /** The tag of this part. */
  readonly type: "reasoning";
  /** Tells it from other parts of thinking. */
  readonly id: string;
  /** The text. */
  readonly text: string;
  /** Whether more of it may come. */
  readonly state: "streaming" | "done";
}

/** A file or an image. */
export interface UIFilePart {
  /** The tag of this part. */
  readonly type: "file";
  /** Where its content is. */
  readonly url: string;
  /** Its media type. */
  readonly mediaType: string;
  /** Its name; absent in answers, whose stream has no word for it. */
  readonly filename?: string;
}

/** A page that a text rests on. */
export interface UISourceUrlPart {
  /** The tag of this part. */
  readonly type: "source-url";
  /** Tells it from other sources. */
  readonly sourceId: string;
  /** The page's address. */
  readonly url: string;
  /** The page's title; absent: the provider gave none. */
  readonly title?: string;
}

/** A file that a text rests on. */
export interface UISourceDocumentPart {
  /** The tag of this part. */
  readonly type: "source-document";
  /** Tells it from other sources. */
  readonly sourceId: string;
  /** The file's media type. */
  readonly mediaType: string;
  /** What to call it. */
  readonly title: string;
  /** The file's name. */
  readonly filename: string;
}

/** How far a call is, in the words of the AI SDK. */
export type UIToolState =
  | "input-streaming"
  | "input-available"
  | "approval-requested"
  | "approval-responded"
  | "output-available"
  | "output-error"
  | "output-denied";

/** A call of a tool. */
export interface UIToolPart {
  /** `tool-` and the function's name. */
  readonly type: `tool-${string}`;
  /** The call. */
  readonly toolCallId: string;
  /** How far it is. */
  readonly state: UIToolState;
  /** The arguments; the text itself where it is not JSON. */
  readonly input?: JsonValue;
  /** The arguments as text, where the client put them together from deltas. */
  readonly rawInput?: string;
  /** What came of it. */
  readonly output?: JsonValue;
  /** Why nothing came of it. */
  readonly errorText?: string;
  /** Whether the client has nothing to do for it. */
  readonly providerExecuted?: boolean;
  /** What a person was asked, and said. */
  readonly approval?: UIApproval;
  /** The call whose code made this one; absent: the model made it. */
  readonly callProviderMetadata?: UICallMade;
}

/** What a person was asked, and said. */
export interface UIApproval {
  /** The request. */
  readonly id: string;
  /** Whether the call may run; absent: nobody has said. */
  readonly approved?: boolean;
  /** Why not. */
  readonly reason?: string;
}
