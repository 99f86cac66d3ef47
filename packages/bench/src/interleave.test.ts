import fc from "fast-check";
import { expect, it } from "vitest";
import { interleave } from "./interleave.ts";
import { median } from "./median.ts";

it("takes contenders by turns, each prepared before it runs", async () => {
  const log: string[] = [];
  const contender = (name: string) => ({
    name,
    prepare: async () => void log.push(`prepare ${name}`),
    run: async () => void log.push(name),
  });
  const timings = await interleave([contender("a"), contender("b")], { rounds: 2, warmUp: 1 });
  const round = ["prepare a", "a", "prepare b", "b"];
  expect(log).toEqual([...round, ...round, ...round]);
  expect(timings.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(timings[0]?.ratio).toBe(1);
});

it("has as many values above the median as below", () => {
  const values = fc.array(fc.integer(), { minLength: 1 });
  fc.assert(
    fc.property(values, (numbers) => {
      const middle = median(numbers);
      const above = numbers.filter((number) => number > middle).length;
      const below = numbers.filter((number) => number < middle).length;
      expect(Math.max(above, below)).toBeLessThanOrEqual(numbers.length / 2);
    }),
  );
});
