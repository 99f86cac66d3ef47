import type { Timing } from "../interleave.ts";
import type { Measure, Row } from "../measure.ts";
import { plainModel } from "../plain-model.ts";
import { timeTurns } from "../time-turns.ts";

const name = "turn overhead";

/** What a whole turn costs beside the bare provider call in it. */
export const turnOverhead: Measure = {
  name,
  about:
    "The first turn of a new thread: messages.create, runs.create and all events. Storage in memory, 20 deltas from a model in this process that does nothing but hand them out.",
  async run() {
    const atOnce = await timeTurns(plainModel("at_once"), { rounds: 3000, warmUp: 1000 });
    const oneByOne = await timeTurns(plainModel("one_by_one"), { rounds: 1500, warmUp: 500 });
    return [...toRows(atOnce, "deltas at once"), ...toRows(oneByOne, "deltas one by one")];
  },
};

function toRows(timings: readonly Timing[], pace: string): Row[] {
  return timings.map(({ name: what, ms, ratio }) => ({
    measure: name,
    what: `${what}, ${pace}`,
    value: ms * 1000,
    unit: "µs",
    ratio,
    comparedWith: "single call",
    ...(what === "turn" && { aim: { of: "ratio", most: 2.5 } as const }),
  }));
}
