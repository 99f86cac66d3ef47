import type { Run } from "@inhouse/contracts";
import { createWaker } from "../events/waker.ts";
import type { Scope } from "../scope/scope.ts";
import { retrieveRun } from "./retrieve-run.ts";
import { isTerminal } from "./run-status.ts";

/** How to wait for a run. */
export interface WaitOptions {
  /**
   * What to wait for: `pause`, that the run has ended or needs the caller; `end`, that it has ended. Absent: `pause`.
   */
  readonly until?: "pause" | "end";
  /** Ends the wait, and rejects it with the signal's reason; the run goes on. Absent: nothing does. */
  readonly signal?: AbortSignal;
}

/** How long a waiter on a storage with other writers sleeps at most, in milliseconds. */
const sharedPollMs = 1_000;

/**
 * Waits without polling, where all writers are in this process.
 *
 * @param scope - whose run
 * @param id - the run
 * @param options - what to wait for
 * @returns the run as it is then
 * @throws NotFoundError if there is none, or it is deleted meanwhile
 */
export async function waitForRun(
  scope: Scope,
  id: string,
  options: WaitOptions = {},
): Promise<Run> {
  const { until = "pause", signal = null } = options;
  const waker = createWaker(scope.clock);
  const listener = scope.signals.subscribe(scope.tenant, id, waker.wake);
  try {
    for (;;) {
      waker.reset();
      const run = await retrieveRun(scope, id);
      listener.follow(run.threadId);
      const paused = until === "pause" && run.status === "requires_action";
      if (paused || isTerminal(run.status)) return run;
      const limit = scope.rawStorage.capabilities.shared ? sharedPollMs : null;
      // A run that is executed here wakes its waiters with every event; only its end matters to them.
      do {
        await waker.wait(limit, signal);
        waker.reset();
      } while (scope.liveRuns.find(scope.tenant, id) !== undefined);
    }
  } finally {
    listener.end();
  }
}
