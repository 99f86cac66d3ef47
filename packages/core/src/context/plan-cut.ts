import type { Cut } from "./cut-costs.ts";
import { cutCosts } from "./cut-costs.ts";
import type { CutLandmarks } from "./cut-landmarks.ts";
import { findLandmarks } from "./cut-landmarks.ts";
import type { HistoryItem } from "./history.ts";
import type { TokenEstimator } from "./token-estimator.ts";

/** How deep a cut must go. Both are counts without the calibration. */
export interface CutRequest {
  /** The items of the window so far, in order; at least one. */
  readonly items: readonly HistoryItem[];
  readonly runId: string;
  /** The most that the messages may count for. */
  readonly budget: number;
  /** What they should count for, so that the next cut is far off. */
  readonly target: number;
  readonly estimator: TokenEstimator;
}

const SMALLEST_OUTPUT = 200;

/**
 * Gives up what matters least, and no more of it than the target asks: older exchanges, then older tool outputs of the
 * running exchange, then the newest outputs, then older steps of the run. A later measure is taken only where all of an
 * earlier one does not reach the budget.
 *
 * @returns the cut; it is above the budget only if the newest user message alone is
 */
export function planCut(request: CutRequest): Cut {
  const { items, budget, target } = request;
  const landmarks = findLandmarks(items, request.runId);
  const costOf = cutCosts(items, request.estimator);
  const within = (limit: number) => (cut: Cut) => costOf(cut) <= limit;
  for (const measure of [earlierStarts, shorterOlderOutputs, shorterOutputs(target)]) {
    const cuts = measure(landmarks);
    const deepest = cuts.at(-1);
    const cut = cuts.find(within(target));
    if (cut !== undefined) return cut;
    if (deepest !== undefined && within(budget)(deepest)) return deepest;
  }
  const cuts = fewerSteps(landmarks, items.length);
  const all = cuts.at(-1) ?? uncutFrom(landmarks.anchor);
  const withSteps = cuts.slice(0, -1);
  return withSteps.find(within(target)) ?? withSteps.find(within(budget)) ?? all;
}

function earlierStarts({ starts }: CutLandmarks): readonly Cut[] {
  return starts.map(uncutFrom);
}

function shorterOlderOutputs({ anchor, newestTurn }: CutLandmarks): readonly Cut[] {
  const count = Math.max(0, newestTurn - anchor);
  return Array.from({ length: count }, (_, index) => ({
    ...uncutFrom(anchor),
    shortenBefore: anchor + 1 + index,
  }));
}

function shorterOutputs(target: number): (landmarks: CutLandmarks) => readonly Cut[] {
  const limits = [Math.max(SMALLEST_OUTPUT, Math.floor(target * 2))];
  for (let limit = limits[0] ?? 0; limit > SMALLEST_OUTPUT; ) {
    limit = Math.max(SMALLEST_OUTPUT, Math.floor(limit / 2));
    limits.push(limit);
  }
  return ({ anchor, newestTurn }) =>
    limits.map((outputLimit) => ({
      ...uncutFrom(anchor),
      shortenBefore: Math.max(0, newestTurn),
      outputLimit,
    }));
}

function fewerSteps({ newestUser, newestTurn }: CutLandmarks, length: number): readonly Cut[] {
  const first = newestUser + 1;
  return Array.from({ length: length - first + 1 }, (_, index) => ({
    start: newestUser >= 0 ? newestUser : index,
    resume: first + index,
    shortenBefore: Math.max(0, newestTurn),
    outputLimit: SMALLEST_OUTPUT,
  }));
}

function uncutFrom(start: number): Cut {
  return { start, resume: start + 1, shortenBefore: 0, outputLimit: null };
}
