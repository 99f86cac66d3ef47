import type { RunEvent } from "@inhouse/contracts";
import { RunEventsChecker } from "./run-events-checker.ts";

/**
 * Holds the events of a run that has ended against their grammar: numbers without a gap, every object announced before
 * anything else about it, deltas that add up to what is shown in the end, exactly one end.
 *
 * @param events - all events of the run, from the first
 * @returns what is wrong with them, as sentences; none: nothing is
 */
export function checkRunEvents(events: Iterable<RunEvent>): readonly string[] {
  const checker = new RunEventsChecker();
  for (const event of events) checker.read(event);
  return checker.finish();
}
