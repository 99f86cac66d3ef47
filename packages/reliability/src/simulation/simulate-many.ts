import { simulateSchedule } from "./simulate-schedule.ts";

/** What to simulate. */
export interface ManySchedules {
  /** How many. */
  readonly schedules: number;
  /** The first seed; the others follow it. */
  readonly seed: number;
  /** Hears how far it is. */
  readonly onProgress?: (progress: SimulationReport) => void;
}

/** What came of many schedules. */
export interface SimulationReport {
  readonly schedules: number;
  readonly seed: number;
  readonly seconds: number;
  readonly steps: number;
  readonly runs: number;
  readonly takeovers: number;
  readonly faults: number;
  /** How often something did not hold, by its name. */
  readonly violations: Readonly<Record<string, number>>;
  /** The seeds with violations. */
  readonly failing: readonly FailingSeed[];
}

/** A seed with violations. */
export interface FailingSeed {
  readonly seed: number;
  /** The first of its problems, for a person. */
  readonly problem: string;
}

/** How often somebody hears how far it is, in schedules. */
const progressEvery = 50;

/**
 * Simulates one schedule after the other.
 *
 * @param options - which
 */
export async function simulateMany(options: ManySchedules): Promise<SimulationReport> {
  const { schedules, seed, onProgress } = options;
  const begin = performance.now();
  const sums = { steps: 0, runs: 0, takeovers: 0, faults: 0 };
  const violations: Record<string, number> = {};
  const failing: FailingSeed[] = [];
  const report = (done: number): SimulationReport => {
    const seconds = Math.round((performance.now() - begin) / 100) / 10;
    return { schedules: done, seed, seconds, ...sums, violations, failing };
  };
  for (let index = 0; index < schedules; index++) {
    const result = await simulateSchedule(seed + index);
    sums.steps += result.steps;
    sums.runs += result.runs;
    sums.takeovers += result.takeovers;
    sums.faults += result.faults;
    for (const { invariant } of result.problems) {
      violations[invariant] = (violations[invariant] ?? 0) + 1;
    }
    const [first] = result.problems;
    if (first !== undefined) {
      failing.push({ seed: seed + index, problem: `${first.invariant}: ${first.text}` });
    }
    if ((index + 1) % progressEvery === 0) onProgress?.(report(index + 1));
  }
  return report(schedules);
}
