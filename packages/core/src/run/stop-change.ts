import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./live-run.ts";

/** How a stop shows in the run. */
export type StopChange =
  | { readonly transition: "cancelled" }
  | { readonly transition: "expired" }
  | { readonly transition: "released" };

/**
 * @returns what the run's stop means for its record; null: nobody stopped it
 * @throws RunLostError if the run is another's now
 */
export function stopChange(live: LiveRun): StopChange | null {
  switch (live.stopReason) {
    case null:
      return null;
    case "lost":
      throw new RunLostError();
    case "cancelled":
    case "released":
      return { transition: live.stopReason };
    case "expired":
      // A cancellation that came first has the run in a status that cannot expire.
      return { transition: live.record.run.status === "cancelling" ? "cancelled" : "expired" };
  }
}
