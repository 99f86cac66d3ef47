import type { Clock } from "@inhouse/contracts";

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, callback, background = false) {
    const timer = setTimeout(callback, milliseconds);
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
};
