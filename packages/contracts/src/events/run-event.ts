import type { Message } from "../objects/message.ts";
import type { Run } from "../objects/run.ts";
import type { RunStep } from "../objects/run-step.ts";
import type { Thread } from "../objects/thread.ts";
import type { MessageDelta, RunStepDelta } from "./delta.ts";

/**
 * Everything that happens to a run, in order. Live, late and after the end, every reader gets the same events with the same
 * numbers.
 *
 * The grammar: every object is announced by `created` before anything else about it; at most one step and one message are
 * open at a time; each is closed exactly once; the last event of a run is its terminal one. `thread.run.requires_action` may
 * come between, and the events after it are those that follow the submitted outputs.
 */
export type RunEvent =
  | ThreadCreatedEvent
  | RunStatusEvent
  | RunStepEvent
  | RunStepDeltaEvent
  | ReasoningDeltaEvent
  | MessageEvent
  | MessageDeltaEvent
  | MessageDeletedEvent;

/** What every event carries. */
export interface RunEventBase {
  /** 1 for the first event of the run, then without a gap. */
  readonly sequence: number;
}

/** The thread was created together with the run. */
export interface ThreadCreatedEvent extends RunEventBase {
  /** The tag of this event. */
  readonly type: "thread.created";
  /** The thread. */
  readonly data: Thread;
}

/** The types of the events about a run. */
export type RunStatusEventType =
  | "thread.run.created"
  | "thread.run.queued"
  | "thread.run.in_progress"
  | "thread.run.requires_action"
  | "thread.run.cancelling"
  | "thread.run.completed"
  | "thread.run.failed"
  | "thread.run.cancelled"
  | "thread.run.expired"
  | "thread.run.incomplete";

/** The run was created, or has a new status. */
export interface RunStatusEvent extends RunEventBase {
  /** Which of them. */
  readonly type: RunStatusEventType;
  /** The run as it is now. */
  readonly data: Run;
}

/** The types of the events about a step. */
export type RunStepEventType =
  | "thread.run.step.created"
  | "thread.run.step.in_progress"
  | "thread.run.step.completed"
  | "thread.run.step.failed"
  | "thread.run.step.cancelled"
  | "thread.run.step.expired";

/** A step was created, or has a new status. */
export interface RunStepEvent extends RunEventBase {
  /** Which of them. */
  readonly type: RunStepEventType;
  /** The step as it is now. */
  readonly data: RunStep;
}

/** A step grew. */
export interface RunStepDeltaEvent extends RunEventBase {
  /** The tag of this event. */
  readonly type: "thread.run.step.delta";
  /** What is new. */
  readonly data: RunStepDelta;
}

/** The model thinks aloud. The text becomes `reasoning` of the step that is open, or else of the next one. */
export interface ReasoningDeltaEvent extends RunEventBase {
  /** The tag of this event. */
  readonly type: "thread.run.reasoning.delta";
  /** What is new. */
  readonly data: ReasoningDelta;
}

/** More of the model's thinking. */
export interface ReasoningDelta {
  /** The new text. */
  readonly text: string;
}

/** The types of the events about a message. */
export type MessageEventType =
  | "thread.message.created"
  | "thread.message.in_progress"
  | "thread.message.completed"
  | "thread.message.incomplete";

/** A message was created by the run, or has a new status. */
export interface MessageEvent extends RunEventBase {
  /** Which of them. */
  readonly type: MessageEventType;
  /** The message as it is now. */
  readonly data: Message;
}

/** A message grew. */
export interface MessageDeltaEvent extends RunEventBase {
  /** The tag of this event. */
  readonly type: "thread.message.delta";
  /** What is new. */
  readonly data: MessageDelta;
}

/** A failed attempt is tried again, and the message it had begun is void. */
export interface MessageDeletedEvent extends RunEventBase {
  /** The tag of this event. */
  readonly type: "thread.message.deleted";
  /** Which message. */
  readonly data: MessageDeleted;
}

/** A message that is gone. */
export interface MessageDeleted {
  /** Its id. */
  readonly messageId: string;
}
