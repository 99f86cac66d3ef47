import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./run-lost-error.ts";

/** How a stop shows in the run. */
export interface StopChange {
  readonly transition: "cancelled" | "expired" | "released";
}

/**
 * @returns what the run's stop means for its record; null: nobody stopped it
 * @throws RunLostError if the run is another's now
 */
export function stopChange({ stopReason }: LiveRun): StopChange | null {
  if (stopReason === "lost") throw new RunLostError();
  return stopReason === null ? null : { transition: stopReason };
}
