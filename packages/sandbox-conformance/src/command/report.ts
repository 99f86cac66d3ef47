import type { ControlOutcome } from "../controls/run-control.ts";
import type { AttemptOutcome } from "../runner/run-attempt.ts";
import type { ProgramOutcome } from "../runner/run-programs.ts";
import type { SoakOutcome } from "../runner/run-soak.ts";

/** How one target did on one Node.js. */
export interface TargetReport {
  readonly target: string;
  /** The version of Node.js. */
  readonly node: string;
  readonly attempts: number;
  readonly escaped: number;
  readonly hostDied: number;
  /** How many attempts could not be made because the sandbox did not open. */
  readonly broken: number;
  readonly controls: { readonly attempts: number; readonly lost: number };
  readonly programs: { readonly run: number; readonly failed: number };
  /** The longest time for which a host process did nothing else, in milliseconds. */
  readonly longestPauseMs: number;
  /** The most memory that a host process had, in bytes. */
  readonly peakBytes: number;
  /** What many executions left behind; null if they were not asked for. */
  readonly soak: SoakOutcome | null;
  readonly seconds: number;
}

/** What was seen of one target on one Node.js. */
export interface TargetResults {
  readonly target: string;
  readonly node: string;
  readonly attempts: readonly AttemptOutcome[];
  readonly controls: readonly ControlOutcome[];
  readonly programs: readonly ProgramOutcome[];
  readonly soak: SoakOutcome | null;
  readonly seconds: number;
}

/** The last line of the command. */
export interface EscapeSummary {
  readonly target: string;
  readonly attempts: number;
  readonly escaped: number;
  readonly hostDied: number;
  readonly controls: { readonly attempts: number; readonly lost: number };
  readonly seconds: number;
  readonly failed: boolean;
  readonly runs: readonly TargetReport[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const most = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
const rounded = (number: number): number => Math.round(number * 10) / 10;

/**
 * @param results - what was seen
 * @returns the figures
 */
export function reportOf(results: TargetResults): TargetReport {
  const { attempts, controls, programs } = results;
  const count = (result: AttemptOutcome["result"]): number =>
    attempts.filter((outcome) => outcome.result === result).length;
  return {
    target: results.target,
    node: results.node,
    attempts: attempts.length,
    escaped: count("escaped"),
    hostDied: count("hostDied"),
    broken: count("broken"),
    controls: { attempts: controls.length, lost: controls.filter(({ lost }) => lost).length },
    programs: { run: programs.length, failed: programs.filter(({ works }) => !works).length },
    longestPauseMs: rounded(most(attempts.map(({ delayMs }) => delayMs))),
    peakBytes: most(attempts.map(({ peakBytes }) => peakBytes)),
    soak: results.soak,
    seconds: rounded(results.seconds),
  };
}

/**
 * @param report - the figures of a run
 * @returns whether something in it is not as it must be
 */
function isFailure(report: TargetReport): boolean {
  const { soak, controls } = report;
  return (
    report.escaped + report.hostDied + report.broken + report.programs.failed > 0 ||
    controls.lost < controls.attempts ||
    (soak !== null && (soak.failed > 0 || soak.lateBytes > 2 * soak.earlyBytes))
  );
}

/**
 * @param runs - the figures of all runs
 * @returns their sums
 */
export function summaryOf(runs: readonly TargetReport[]): EscapeSummary {
  return {
    target: [...new Set(runs.map(({ target }) => target))].join(","),
    attempts: sum(runs.map(({ attempts }) => attempts)),
    escaped: sum(runs.map(({ escaped }) => escaped)),
    hostDied: sum(runs.map(({ hostDied }) => hostDied)),
    controls: {
      attempts: sum(runs.map(({ controls }) => controls.attempts)),
      lost: sum(runs.map(({ controls }) => controls.lost)),
    },
    seconds: rounded(sum(runs.map(({ seconds }) => seconds))),
    failed: runs.some(isFailure),
    runs,
  };
}
