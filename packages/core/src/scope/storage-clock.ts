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

/** What one question to the storage told. */
interface Sample {
  /** How far the storage's clock is ahead, in milliseconds; wrong by half the trip at most. */
  readonly offset: number;
  readonly tripMs: number;
}

/** How often it asks again when an answer took long. */
const mostSamples = 3;

/** How long an answer may take to be relied on, in milliseconds. */
const longestTripMs = 1_000;

function isGood(sample: Sample | null): boolean {
  return sample !== null && sample.tripMs <= longestTripMs;
}

async function takeSample(storage: Storage, clock: Clock): Promise<Sample> {
  const before = clock.now();
  const there = (await storage.now?.()) ?? before;
  const tripMs = clock.now() - before;
  return { offset: Math.round(there - before - tripMs / 2), tripMs };
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
    let best: Sample | null = null;
    for (let asked = 0; asked < mostSamples && !isGood(best); asked++) {
      const sample = await takeSample(storage, clock);
      if (best === null || sample.tripMs < best.tripMs) best = sample;
    }
    // A process that was suspended while it asked knows nothing: what it knew before is better.
    if (best === null || (isKnown && !isGood(best))) return;
    offset = best.offset;
    isKnown = true;
  };
  const adjust = async (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    await asking;
  };
  return {
    // What is stored are whole milliseconds, whatever a caller's clock says.
    now: () => Math.floor(clock.now() + offset),
    setTimer: (milliseconds, callback, background) =>
      clock.setTimer(milliseconds, callback, background),
    ready: () => (isKnown ? null : adjust()),
    adjust,
  };
}
