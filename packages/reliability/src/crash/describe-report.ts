import type { CampaignReport, Violation } from "./campaign.ts";

const shownViolations = 20;
const shownCharacters = 1_500;

/**
 * @param report - what came of a campaign
 * @returns it for a person; the last line is JSON, for a machine
 */
export function describeReport(report: CampaignReport): string {
  const {
    adapter,
    seed,
    seconds,
    kills,
    runs,
    commits,
    takeovers,
    boundaries,
    faults,
    violations,
  } = report;
  const lines = [
    `${adapter}: ${kills} processes killed in ${seconds} s (seed ${seed})`,
    `  ${runs} runs, ${commits} commits, ${takeovers} runs taken over from a dead or stopped process`,
    `  fates: ${Object.entries(faults)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(", ")}`,
    `  killed just before or just after ${boundaries} kinds of commits`,
    ...describeViolations(violations),
    JSON.stringify({
      adapter,
      kills,
      runs,
      takeovers,
      violations: violations.length,
      seconds,
      seed,
      faults,
    }),
  ];
  return lines.join("\n");
}

function describeViolations(violations: readonly Violation[]): readonly string[] {
  if (violations.length === 0) return ["  no violation"];
  const lines = violations
    .slice(0, shownViolations)
    .flatMap(({ invariant, text, folder, seed }) => [
      `  VIOLATION of ${invariant}: ${text.slice(0, shownCharacters)}`,
      `    seed ${seed}, kept in ${folder}`,
    ]);
  const more = violations.length - shownViolations;
  return more > 0 ? [...lines, `  and ${more} more`] : lines;
}
