import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./run-lost-error.ts";

/** How long it waits after a fault of the storage, in milliseconds. */
const restMs = 1_000;

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
  const schedule = (milliseconds: number): void => {
    const isWanted = rawStorage.capabilities.shared || tail.isRead;
    if (isEnded || isScheduled || !isWanted || !tail.hidesEvents) return;
    isScheduled = true;
    cancel = clock.setTimer(milliseconds, flush, true);
  };
  const flush = (): void => {
    const goOn = (milliseconds: number): void => {
      isScheduled = false;
      schedule(milliseconds);
    };
    live.flush().then(
      () => goOn(settings.flushMs),
      (error: unknown) => {
        if (error instanceof RunLostError) return;
        onError(error);
        goOn(restMs);
      },
    );
  };
  tail.onUnstored = () => schedule(settings.flushMs);
  schedule(settings.flushMs);
  return () => {
    isEnded = true;
    cancel();
  };
}
