import type { Attempt } from "../attempts/attempt.ts";
import { inLanes } from "./in-lanes.ts";
import type { AttemptOutcome, AttemptSettings } from "./run-attempt.ts";
import { runAttempt } from "./run-attempt.ts";

/** How attempts are made. */
export interface AttemptsSettings extends AttemptSettings {
  /** How many processes live at once. */
  readonly parallel: number;
  /** Hears of each attempt when it is over; absent: nobody does. */
  readonly onOutcome?: (outcome: AttemptOutcome) => void;
}

/**
 * Makes attempts, each in a fresh process.
 *
 * @param attempts - the attempts, begun in this order
 * @param settings - against what, and how many at once
 * @returns what became of each, in the order of the attempts
 */
export function runAttempts(
  attempts: readonly Attempt[],
  settings: AttemptsSettings,
): Promise<readonly AttemptOutcome[]> {
  return inLanes(attempts, settings.parallel, async (attempt) => {
    const outcome = await runAttempt(attempt, settings);
    settings.onOutcome?.(outcome);
    return outcome;
  });
}
