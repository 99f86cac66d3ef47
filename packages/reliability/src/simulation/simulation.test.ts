import { beforeAll, describe, expect, it } from "vitest";
import { warmUp } from "../crash/child/warm-up.ts";
import { mutants } from "./mutants/mutants.ts";
import { promptHashes } from "./prompt-hashes.ts";
import { simulateMany } from "./simulate-many.ts";
import { simulateSchedule } from "./simulate-schedule.ts";

beforeAll(async () => {
  promptHashes();
  await warmUp();
});

describe("competing runtimes on one storage", () => {
  it("keep every promise, whatever goes wrong", { timeout: 300_000 }, async () => {
    const report = await simulateMany({ schedules: 1_500, seed: 1 });
    expect(report.failing).toEqual([]);
    // It was not only good weather.
    expect(report.runs).toBeGreaterThan(3_000);
    expect(report.takeovers).toBeGreaterThan(300);
    expect(report.faults).toBeGreaterThan(2_000);
  });

  it("do the same again by the same seed", async () => {
    const seeds = Array.from({ length: 40 }, (_, index) => 100 + index);
    const digests: string[] = [];
    for (const seed of seeds) digests.push((await simulateSchedule(seed)).digest);
    for (const seed of seeds.toReversed()) {
      const again = await simulateSchedule(seed);
      expect(again.digest, `seed ${seed}`).toBe(digests[seed - 100]);
    }
    expect(new Set(digests).size).toBe(seeds.length);
  });
});

describe("a runtime", () => {
  it.each(mutants)("$name is caught", async (mutant) => {
    const found = new Set<string>();
    for (let seed = 1; seed <= 100 && !found.has(mutant.caughtBy); seed++) {
      const { problems } = await simulateSchedule(seed, { mutant });
      for (const { invariant } of problems) found.add(invariant);
    }
    expect([...found]).toContain(mutant.caughtBy);
  });
});
