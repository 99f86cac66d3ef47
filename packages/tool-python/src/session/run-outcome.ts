import type { DoneMessage } from "../protocol/messages.ts";

/** Why the host asked the code to stop. */
export type StopReason = "timeout" | "aborted";

/** The code ended; the session lives on. */
export interface RunEnded {
  readonly type: "ended";
  /** What the worker reported. */
  readonly done: DoneMessage;
  /** Why the host asked the code to stop before it ended, or null. */
  readonly stopped: StopReason | null;
}

/** Why an interpreter is gone. */
export type LossReason =
  | StopReason
  | "violation"
  | "memory"
  | "crashed"
  | "closed"
  | "idle"
  | "room";

/** The interpreter had to be given up; its variables and unsaved files are gone. */
export interface RunLost {
  readonly type: "lost";
  /** Why. */
  readonly reason: LossReason;
  /** What exactly happened, for the model; may be empty. */
  readonly detail: string;
}

/** How a run in a worker went. */
export type RunOutcome = RunEnded | RunLost;
