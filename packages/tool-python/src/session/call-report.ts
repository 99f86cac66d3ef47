import type { PlannedInput, RefusedInput } from "../files/input-plan.ts";
import type { PrintedText } from "./printed-text.ts";
import type { LossReason, RunOutcome } from "./run-outcome.ts";

/** Everything that happened in one call. */
export interface CallReport {
  readonly outcome: RunOutcome;
  readonly printed: PrintedText;
  /** The files of the thread that this call brought into the sandbox. */
  readonly newInputs: readonly PlannedInput[];
  /** The files of the thread that the sandbox does not get; each is reported once. */
  readonly refusedInputs: readonly RefusedInput[];
  /** Whether nothing of an earlier call was there when this one began. */
  readonly fresh: boolean;
  /** Why the session before this one ended, or null if this process does not know of one. */
  readonly before: LossReason | null;
}
