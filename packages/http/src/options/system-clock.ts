import type { Clock } from "@inhouse/contracts";

/** The time of the system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, callback, background = false) {
    const timer = setTimeout(callback, milliseconds);
    // Workers return a number, which keeps nothing alive.
    if (background && typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};
