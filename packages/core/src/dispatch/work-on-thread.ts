import { findClaimableRun } from "../run/claim-run.ts";
import { loadExecutor } from "../run/load-executor.ts";
import type { Scope } from "../scope/scope.ts";

/**
 * Does all the work that a thread has: its active run, and then those that wait behind it. Never rejects.
 *
 * @param scope - whose thread
 * @param threadId - the thread
 * @param signal - aborts when this process must hand its runs back
 */
export async function workOnThread(
  scope: Scope,
  threadId: string,
  signal: AbortSignal,
): Promise<void> {
  let before: string | null = null;
  try {
    await scope.clock.ready();
    while (!signal.aborted && !scope.liveRuns.isDraining) {
      const claimable = await findClaimableRun(scope, threadId);
      // A run that cannot even be written would be taken up for ever: the sweeper tries it again later.
      const state = `${claimable?.run.id} ${claimable?.run.version}`;
      if (claimable === undefined || state === before) return;
      before = state;
      const execute = await loadExecutor();
      await execute(scope, claimable, signal);
    }
  } catch (error) {
    scope.onError(error);
  }
}
