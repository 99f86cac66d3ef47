import fc from "fast-check";
import { expect, test } from "vitest";
import type { TokenCalibration } from "./calibration.ts";
import { calibrate } from "./calibration.ts";

/** Learns from prompts of 10,000 counted tokens, each of which the provider counts as given. */
function learn(reports: readonly number[], from: TokenCalibration | null = null): TokenCalibration {
  return reports.reduce<TokenCalibration>(
    (known, reported) => calibrate(known, 10_000 * known.ratio, reported),
    from ?? { ratio: 1, samples: 0 },
  );
}

const steady = (reported: number, times: number): readonly number[] => Array(times).fill(reported);

test("the first report is believed", () => {
  expect(learn([13_000])).toEqual({ ratio: expect.closeTo(1.3), samples: 1 });
});

test("reports that agree are reached within a few percent", () => {
  const used = learn(steady(10_000, 20));
  expect(learn(steady(15_000, 10), used).ratio).toBeCloseTo(1.5, 1);
  expect(learn(steady(7_000, 40), used).ratio).toBeCloseTo(0.7, 1);
});

test("one wild report moves a settled ratio by an eighth at most", () => {
  const settled = learn(steady(10_000, 20));
  expect(learn([1_000_000], settled).ratio).toBeLessThan(1.125);
  expect(learn([1], settled).ratio).toBeGreaterThan(0.875);
});

test("too low an estimate is corrected faster than too high a one", () => {
  const settled = learn(steady(10_000, 20));
  const up = Math.log(learn([12_000], settled).ratio);
  const down = -Math.log(learn([10_000 / 1.2], settled).ratio);
  expect(up).toBeGreaterThan(down * 2);
});

test("reports of tiny prompts, of nothing and of nonsense change nothing", () => {
  const known = { ratio: 1.2, samples: 4 };
  expect(calibrate(known, 50, 400)).toEqual(known);
  expect(calibrate(known, 1_000, 0)).toEqual(known);
  expect(calibrate(known, 1_000, Number.NaN)).toEqual(known);
});

test("whatever is reported, the ratio stays within its bounds and the state is plain JSON", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 30 }), (reports) => {
      const state = reports.reduce<TokenCalibration | null>(
        (known, [estimated, reported]) => calibrate(known, estimated, reported),
        null,
      );
      if (state === null) return;
      expect(state.ratio).toBeGreaterThanOrEqual(0.3);
      expect(state.ratio).toBeLessThanOrEqual(4);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 300 },
  );
});
