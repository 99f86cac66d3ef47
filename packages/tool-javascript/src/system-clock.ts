import type { Clock } from "@inhouse/contracts";

/** The longest delay that `setTimeout` takes; beyond it fires at once. */
const longestDelayMs = 2_147_483_647;

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, callback, background = false) {
    const timer = setTimeout(callback, Math.min(milliseconds, longestDelayMs));
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
};
