import type { DoneMessage } from "../protocol/messages.ts";

/** Why the host asked the code to stop. */
export type StopReason = "timeout" | "waited" | "aborted";

/** The code ended; its worker lives on. */
export interface RunEnded {
  readonly type: "ended";
  /** What the worker reported. */
  readonly done: DoneMessage;
  /** Why the host asked the code to stop before it ended, or null. */
  readonly stopped: StopReason | null;
}

/** Why a worker is gone. */
export type LossReason = StopReason | "violation" | "crashed" | "closed";

/** The worker had to be given up. */
export interface RunLost {
  readonly type: "lost";
  /** Why. */
  readonly reason: LossReason;
  /** What exactly happened; may be empty. */
  readonly detail: string;
}

/** How a run in a worker went. */
export type RunOutcome = RunEnded | RunLost;
