import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./live-run.ts";

/**
 * Stores what a run's model and tools say while they say it, in batches, where somebody may want to read it before the commit
 * that it belongs to: a reader here, or, on a shared storage, one in any process.
 *
 * @param live - the run
 * @returns ends it
 */
export function startFlushing(live: LiveRun): () => void {
  const { tail, scope } = live;
  const { clock, settings, rawStorage, onError } = scope;
  let isEnded = false;
  let isScheduled = false;
  let cancel = (): void => undefined;
  const schedule = (): void => {
    const isWanted = rawStorage.capabilities.shared || tail.isRead;
    if (isEnded || isScheduled || !isWanted) return;
    isScheduled = true;
    cancel = clock.setTimer(settings.flushMs, flush, true);
  };
  const flush = (): void => {
    isScheduled = false;
    live.flush().catch((error: unknown) => {
      // The release of the tail has scheduled the next attempt already.
      if (!(error instanceof RunLostError)) onError(error);
    });
  };
  tail.onUnstored = schedule;
  if (tail.hidesEvents) schedule();
  return () => {
    isEnded = true;
    cancel();
  };
}
