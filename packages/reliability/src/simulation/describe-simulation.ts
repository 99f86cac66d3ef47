import type { SimulationReport } from "./simulate-many.ts";

const shownSeeds = 20;
const shownCharacters = 600;

/**
 * @param report - what came of many schedules
 * @returns it for a person; the last line is JSON, for a machine
 */
export function describeSimulation(report: SimulationReport): string {
  const { schedules, seed, seconds, runs, takeovers, faults, violations, failing } = report;
  const perMinute = seconds === 0 ? 0 : Math.round((schedules / seconds) * 60);
  const lines = failing
    .slice(0, shownSeeds)
    .flatMap((one) => [
      `  VIOLATION in the schedule of seed ${one.seed}: ${one.problem.slice(0, shownCharacters)}`,
      `    npx pnpm@12 simulate --seed ${one.seed} --schedules 1 --trace`,
    ]);
  const more = failing.length - shownSeeds;
  return [
    `${schedules} schedules from seed ${seed} in ${seconds} s, ${perMinute} a minute`,
    `  ${runs} runs, ${takeovers} taken over from another process, ${faults} faults`,
    ...(lines.length === 0 ? ["  no violation"] : lines),
    ...(more > 0 ? [`  and ${more} more`] : []),
    JSON.stringify({
      schedules,
      seed,
      seconds,
      runs,
      takeovers,
      faults,
      violations: Object.values(violations).reduce((sum, count) => sum + count, 0),
      byInvariant: violations,
      failingSeeds: failing.map((one) => one.seed),
    }),
  ].join("\n");
}
