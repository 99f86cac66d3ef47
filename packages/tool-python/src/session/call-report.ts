import type { PlannedInput, RefusedInput } from "../files/input-plan.ts";
import type { PrintedText } from "./printed-text.ts";
import type { LossReason, RunOutcome } from "./run-outcome.ts";

/**
 * What a call begins with: `new`, nothing, as far as this process knows; `continued`, what the call before it left; `resumed`,
 * the same, after it was put away; `lost`, nothing, though there was something.
 */
export type SessionOrigin = "new" | "continued" | "resumed" | "lost";

/** Everything that happened in one call. */
export interface CallReport {
  readonly outcome: RunOutcome;
  readonly printed: PrintedText;
  /** The files of the thread that this call brought into the sandbox. */
  readonly newInputs: readonly PlannedInput[];
  /** The files of the thread that the sandbox does not get; each is reported once. */
  readonly refusedInputs: readonly RefusedInput[];
  /** What was there of earlier calls. */
  readonly session: SessionOrigin;
  /** Why the session before this one ended, or null if this process does not know of one. */
  readonly before: LossReason | null;
}
