import type { Annotation, MessagePart } from "../objects/content.ts";
import type { ToolCall } from "../objects/tool-call.ts";

/** What is new in a message. */
export type MessageDelta =
  | MessageTextDelta
  | MessageRefusalDelta
  | MessageAnnotationDelta
  | MessagePartDelta;

/** Where a delta of a message belongs. */
export interface MessageDeltaTarget {
  /** The message. */
  readonly messageId: string;
  /** Which of its parts: a part that did not exist begins with this delta. Parts never interleave. */
  readonly index: number;
}

/** More text at the end of a text part. */
export interface MessageTextDelta extends MessageDeltaTarget {
  /** The tag of this delta. */
  readonly type: "text";
  /** The new text. */
  readonly text: string;
}

/** More text at the end of a refusal part. */
export interface MessageRefusalDelta extends MessageDeltaTarget {
  /** The tag of this delta. */
  readonly type: "refusal";
  /** The new text. */
  readonly refusal: string;
}

/** A reference in a text part, whole and once. */
export interface MessageAnnotationDelta extends MessageDeltaTarget {
  /** The tag of this delta. */
  readonly type: "annotation";
  /** The reference. */
  readonly annotation: Annotation;
}

/** A part that comes whole, such as an image. */
export interface MessagePartDelta extends MessageDeltaTarget {
  /** The tag of this delta. */
  readonly type: "part";
  /** The part. */
  readonly part: MessagePart;
}

/** What is new in a step. */
export type RunStepDelta =
  | StepToolCallStartedDelta
  | StepToolCallArgumentsDelta
  | StepToolCallProgressDelta
  | StepToolCallUpdatedDelta;

/** Where a delta of a step belongs. */
export interface StepDeltaTarget {
  /** The step. */
  readonly stepId: string;
}

/** The model began a call. Calls of one step come one after the other, never interleaved. */
export interface StepToolCallStartedDelta extends StepDeltaTarget {
  /** The tag of this delta. */
  readonly type: "tool_call_started";
  /** Which of the step's calls. */
  readonly index: number;
  /** The call, with empty arguments. */
  readonly toolCall: ToolCall;
}

/** More of a call's arguments. */
export interface StepToolCallArgumentsDelta extends StepDeltaTarget {
  /** The tag of this delta. */
  readonly type: "tool_call_arguments";
  /** Which of the step's calls. */
  readonly index: number;
  /** The new JSON text. */
  readonly arguments: string;
}

/** A running tool printed something. */
export interface StepToolCallProgressDelta extends StepDeltaTarget {
  /** The tag of this delta. */
  readonly type: "tool_call_progress";
  /** Which of the step's calls. */
  readonly index: number;
  /** Where it was printed. */
  readonly stream: "stdout" | "stderr";
  /** The text. */
  readonly text: string;
}

/** A call got its outcome, or waits for somebody. */
export interface StepToolCallUpdatedDelta extends StepDeltaTarget {
  /** The tag of this delta. */
  readonly type: "tool_call_updated";
  /** Which of the step's calls. */
  readonly index: number;
  /** The call as it is now. */
  readonly toolCall: ToolCall;
}
