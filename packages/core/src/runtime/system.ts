import type { Clock, Random } from "@inhouse/contracts";

/** The longest delay that `setTimeout` takes; beyond it fires at once. */
const longestDelay = 2_147_483_647;

/** The time of the system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, callback, background = false) {
    const timer = setTimeout(callback, Math.min(Math.max(milliseconds, 0), longestDelay));
    // Browsers and workers return a number, which keeps nothing alive.
    if (background && typeof timer === "object") timer.unref();
    return () => clearTimeout(timer);
  },
};

const poolSize = 2048;

/** The randomness of the system, drawn in pools because each draw costs a system call. */
export function createSystemRandom(): Random {
  let pool = new Uint8Array(0);
  let used = 0;
  return {
    bytes(length) {
      if (used + length > pool.length) {
        pool = crypto.getRandomValues(new Uint8Array(Math.max(poolSize, length)));
        used = 0;
      }
      used += length;
      return pool.subarray(used - length, used);
    },
  };
}
