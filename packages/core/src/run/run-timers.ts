import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./run-lost-error.ts";

/**
 * Renews the lease of a run that was claimed, and stops it when its time is up. Neither keeps the process alive.
 *
 * @param live - the run
 * @returns ends both
 */
export function startRunTimers(live: LiveRun): () => void {
  const { clock, settings, onError } = live.scope;
  let isEnded = false;
  let cancelBeat = (): void => undefined;
  let cancelExpiry = (): void => undefined;
  const scheduleBeat = (): void => {
    if (!isEnded) cancelBeat = clock.setTimer(settings.leaseMs / 3, beat, true);
  };
  const beat = (): void => {
    live.renew().then(scheduleBeat, (error: unknown) => {
      if (error instanceof RunLostError) return;
      onError(error);
      scheduleBeat();
    });
  };
  const watchExpiry = (): void => {
    const { expiresAt } = live.record.run;
    if (expiresAt === null) return;
    const left = expiresAt - clock.now();
    // Clocks have a longest delay, and may fire early.
    if (left > 0) cancelExpiry = clock.setTimer(left, watchExpiry, true);
    else live.stop("expired");
  };
  scheduleBeat();
  watchExpiry();
  return () => {
    isEnded = true;
    cancelBeat();
    cancelExpiry();
  };
}
