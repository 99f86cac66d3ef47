import type { Clock } from "@inhouse/contracts";

/** Waits so many milliseconds, or until the signal aborts; never rejects. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const cancel = clock.setTimer(milliseconds, finish);
    signal.addEventListener("abort", finish, { once: true });
  });
}
