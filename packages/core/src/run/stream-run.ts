import type { RunEvent } from "@inhouse/contracts";
import * as v from "valibot";
import { readRunEvents } from "../events/read-run-events.ts";
import { integer } from "../input/common-schemas.ts";
import { parseInput } from "../input/parse-input.ts";
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

const streamOptions = v.object({
  after: v.exactOptional(integer(0), 0),
  until: v.exactOptional(v.picklist(["pause", "end"]), "pause"),
  signal: v.exactOptional(v.instance(AbortSignal)),
});

/**
 * @param scope - whose run
 * @param id - the run
 * @param options - which events
 * @throws NotFoundError if there is none
 * @throws InvalidInputError if an option is wrong
 */
export async function* streamRun(
  scope: Scope,
  id: string,
  options: StreamOptions = {},
): AsyncGenerator<RunEvent, void, undefined> {
  const { after, until, signal } = parseInput(streamOptions, options);
  yield* readRunEvents(scope, id, { after, until, signal: signal ?? null });
}
