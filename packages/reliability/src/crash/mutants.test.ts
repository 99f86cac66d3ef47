import { describe, expect, it } from "vitest";
import { trial } from "../test-support/crash-trial.ts";
import type { Mutant } from "./child/mutants/mutant.ts";

const mutants: readonly (readonly [Mutant, string])[] = [
  ["no_fence", "fencedOwnersStoreNothing"],
  ["no_journal", "noFinishedToolRunTwice"],
  ["no_active_rule", "oneActiveRunPerThread"],
];

/** How many trials a fault may hide in; most show themselves in the first. */
const trials = 8;

describe("a harness that never found anything is not trusted", () => {
  it.each(mutants)(
    "finds a storage with %s: %s",
    async (mutant, invariant) => {
      const named = new Set<string>();
      for (let seed = 1; seed <= trials && !named.has(invariant); seed++) {
        const report = await trial("lowdb", { kills: 8, seed, mutant, patienceMs: 400 });
        for (const violation of report.violations) named.add(violation.invariant);
      }
      expect([...named]).toContain(invariant);
    },
    600_000,
  );
});
