import type { Clock, Storage } from "@inhouse/contracts";

/**
 * The time that all who share a storage go by: leases, expiries and due times of one process are judged by others, whose
 * machines' clocks may differ. Where a storage tells no time, all of them are on one machine.
 */
export interface StorageClock extends Clock {
  /**
   * @returns resolves when `now` can be relied on, and rejects as the storage does, to be tried again by the next call; null:
   *   it can already
   */
  ready(): Promise<void> | null;
  /** Asks the storage again, because clocks drift. */
  adjust(): Promise<void>;
}

/**
 * @param storage - what is shared
 * @param clock - this machine's
 */
export function createStorageClock(storage: Storage, clock: Clock): StorageClock {
  let offset = 0;
  let isKnown = storage.now === undefined;
  let asking: Promise<void> | null = null;
  const ask = async (): Promise<void> => {
    if (storage.now === undefined) return;
    const before = clock.now();
    const there = await storage.now();
    const here = (before + clock.now()) / 2;
    offset = Math.round(there - here);
    isKnown = true;
  };
  const adjust = async (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    await asking;
  };
  return {
    now: () => clock.now() + offset,
    setTimer: (milliseconds, callback, background) =>
      clock.setTimer(milliseconds, callback, background),
    ready: () => (isKnown ? null : adjust()),
    adjust,
  };
}
