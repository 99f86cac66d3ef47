import { SHORTENED_OUTPUT_CHARACTERS } from "./context-epoch.ts";
import type { HistoryItem } from "./history.ts";
import { itemCost, notesCost } from "./item-cost.ts";
import type { TokenEstimator } from "./token-estimator.ts";

/** A cut of a window, by index: the item at `start` and all from `resume` on are sent. */
export interface Cut {
  readonly start: number;
  readonly resume: number;
  /** Turns before this index have their outputs shortened. */
  readonly shortenBefore: number;
  /** The largest tool output of any turn, in characters; null: any size. */
  readonly outputLimit: number | null;
}

/**
 * @param items - the items of the window in order
 * @param estimator - what counts
 * @returns the most that the messages of a cut can count for, in constant time for each output limit met before
 */
export function cutCosts(
  items: readonly HistoryItem[],
  estimator: TokenEstimator,
): (cut: Cut) => number {
  const tables = new Map<number, readonly number[]>();
  const tableFor = (limit: number): readonly number[] => {
    const table = tables.get(limit) ?? runningSums(items, limit, estimator);
    tables.set(limit, table);
    return table;
  };
  const notes = notesCost(estimator);
  return (cut) => {
    const newer = cut.outputLimit ?? Number.POSITIVE_INFINITY;
    const older = Math.min(newer, SHORTENED_OUTPUT_CHARACTERS);
    const between = (from: number, to: number): number => {
      const border = Math.max(from, Math.min(to, cut.shortenBefore));
      return span(tableFor(older), from, border) + span(tableFor(newer), border, to);
    };
    const last = Math.min(cut.start + 1, items.length);
    return notes + between(cut.start, last) + between(Math.max(cut.resume, last), items.length);
  };
}

/** @returns at each index, what all items before it cost */
function runningSums(
  items: readonly HistoryItem[],
  outputLimit: number,
  estimator: TokenEstimator,
): readonly number[] {
  const sums = [0];
  for (const item of items) {
    sums.push((sums.at(-1) ?? 0) + itemCost(item, outputLimit, estimator));
  }
  return sums;
}

function span(sums: readonly number[], from: number, to: number): number {
  return to > from ? (sums[to] ?? 0) - (sums[from] ?? 0) : 0;
}
