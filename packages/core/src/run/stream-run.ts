import type { RunEvent } from "@inhouse/contracts";
import { readRunEvents } from "../events/read-run-events.ts";
import type { Scope } from "../scope/scope.ts";

/** How to read a run's events. */
export interface StreamOptions {
  /** The number of the last event that the reader has; absent: it has none, and gets all from the first. */
  readonly after?: number;
  /**
   * Where the stream ends: `pause`, when the run has ended or needs the caller; `end`, when it has ended. Absent: `pause`.
   */
  readonly until?: "pause" | "end";
  /** Ends the stream, and rejects it with the signal's reason; the run goes on. Absent: nothing does. */
  readonly signal?: AbortSignal;
}

/**
 * @param scope - whose run
 * @param id - the run
 * @param options - which events
 * @returns the events; reading throws NotFoundError if there is no such run
 */
export function streamRun(
  scope: Scope,
  id: string,
  { after = 0, until = "pause", signal }: StreamOptions,
): AsyncGenerator<RunEvent, void, undefined> {
  return readRunEvents(scope, id, { after, until, signal: signal ?? null });
}
