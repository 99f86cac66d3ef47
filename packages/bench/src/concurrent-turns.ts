import type { Storage } from "@inhouse/contracts";
import { openBench } from "./open-bench.ts";
import { plainModel } from "./plain-model.ts";

/** How many threads take turns at once. */
export const concurrentThreads = 100;

/** How long each of many turns took. */
export interface TurnTimes {
  /** Turns by second, all threads together. */
  readonly perSecond: number;
  /** What half of the turns took at most, in milliseconds. */
  readonly p50: number;
  /** What 99 of 100 turns took at most, in milliseconds. */
  readonly p99: number;
}

/**
 * Lets a hundred threads take turns at once, each one after the other.
 *
 * @param storage - an empty storage, which is closed afterwards
 * @param turns - how many turns all threads take together
 */
export async function timeConcurrentTurns(storage: Storage, turns: number): Promise<TurnTimes> {
  await using bench = await openBench(plainModel("at_once"), storage);
  const threads = await Promise.all(
    Array.from({ length: concurrentThreads }, () => bench.newThread(1)),
  );
  const times: number[] = [];
  let left = turns;
  const begin = performance.now();
  await Promise.all(
    threads.map(async (thread) => {
      while (left-- > 0) {
        const turnBegin = performance.now();
        await bench.takeTurn(thread);
        times.push(performance.now() - turnBegin);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
