import { describe, expect, it } from "vitest";
import { SeededRandom } from "./seeded-random.ts";

describe("SeededRandom", () => {
  it("makes the same choices of the same seed, and others of another", () => {
    const draw = (seed: number): string =>
      Buffer.from(new SeededRandom(seed).bytes(33)).toString("hex");
    expect(draw(7)).toBe(draw(7));
    const seeds = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1];
    expect(new Set(seeds.map(draw)).size).toBe(seeds.length);
  });

  it("draws evenly from what it is given", () => {
    const random = new SeededRandom(1);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let roll = 0; roll < 60_000; roll++) {
      const face = random.between(1, 6) - 1;
      counts[face] = (counts[face] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    const heads = Array.from({ length: 10_000 }, () => random.chance(0.25)).filter(Boolean);
    expect(Math.abs(heads.length - 2_500)).toBeLessThan(200);
    expect(["a", "b"]).toContain(random.pick(["a", "b"]));
    expect(() => random.pick([])).toThrow(RangeError);
  });

  it("forks into randomness that later draws do not change", () => {
    const [one, other] = [new SeededRandom(3), new SeededRandom(3)];
    const [fork, otherFork] = [one.fork(), other.fork()];
    one.fraction();
    expect(fork.fraction()).toBe(otherFork.fraction());
    expect(one.fork().fraction()).not.toBe(fork.fraction());
  });
});
