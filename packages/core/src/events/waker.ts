import type { Clock } from "@inhouse/contracts";

/** Lets one waiter sleep until somebody wakes it. A wake that comes before the wait is not lost. */
export interface Waker {
  /** Forgets wakes so far: what happens from now on counts. */
  reset(): void;
  readonly wake: () => void;
  /**
   * @param limitMs - how long to sleep at most; null: until woken
   * @param signal - rejects the wait with its reason; null: nothing does
   */
  wait(limitMs: number | null, signal: AbortSignal | null): Promise<void>;
}

/** How long an unlimited wait sleeps before its waiter looks again. The timer is there to keep the process alive until then. */
const longestSleepMs = 60_000;

/** @param clock - measures the limit */
export function createWaker(clock: Clock): Waker {
  let woken = false;
  let resume: (() => void) | null = null;
  return {
    reset() {
      woken = false;
    },
    wake() {
      woken = true;
      resume?.();
    },
    async wait(limitMs, signal) {
      signal?.throwIfAborted();
      if (woken) return;
      let cancelTimer: (() => void) | null = null;
      try {
        await new Promise<void>((resolve) => {
          resume = resolve;
          signal?.addEventListener("abort", resume, { once: true });
          cancelTimer = clock.setTimer(limitMs ?? longestSleepMs, resume);
        });
      } finally {
        if (resume !== null) signal?.removeEventListener("abort", resume);
        resume = null;
        (cancelTimer as (() => void) | null)?.();
      }
      signal?.throwIfAborted();
    },
  };
}
