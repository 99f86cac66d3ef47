import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../invariants/problem.ts";
import type { CrashAdapter } from "./adapters.ts";
import type { Mutant } from "./child/mutants/mutant.ts";
import { Nursery } from "./nursery.ts";
import { runWorld } from "./world.ts";

/** How many processes are to be killed over which storage. */
export interface CampaignOptions {
  readonly adapter: CrashAdapter;
  readonly kills: number;
  readonly seed: number;
  /** Where the worlds lie; those without a violation are removed. */
  readonly folder: string;
  /** What is wrong with the storage of every child; absent: nothing. */
  readonly mutant?: Mutant;
  /** How long it may take in the end until all runs have ended, in milliseconds; absent: a minute. */
  readonly patienceMs?: number;
  /** Hears of each process that ended; absent: nobody does. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a campaign is. */
export interface Progress {
  readonly ended: number;
  readonly world: number;
  readonly violations: number;
}

/** A violation, and where to look. */
export interface Violation extends Problem {
  /** The folder of its world, with the database and `history.jsonl`. */
  readonly folder: string;
  /** The seed of its world. */
  readonly seed: number;
}

/** What came of a campaign. */
export interface CampaignReport {
  readonly adapter: string;
  readonly seed: number;
  readonly kills: number;
  readonly runs: number;
  readonly takeovers: number;
  readonly commits: number;
  /** Just before or just after how many kinds of batches a process was killed. */
  readonly boundaries: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly violations: readonly Violation[];
}

/** How many processes die over one database. */
const killsPerWorld = 25;

/** Kills processes over database after database, and judges what is left of each. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { adapter, kills, seed, mutant = null, patienceMs = 60_000, onProgress } = options;
  const started = performance.now();
  const violations: Violation[] = [];
  const faults: Record<string, number> = {};
  const sums = { kills: 0, runs: 0, takeovers: 0, commits: 0 };
  const boundaries = new Set<string>();
  let ended = 0;
  const ground = await adapter.ground();
  const nursery = new Nursery(adapter.name);
  try {
    for (let number = 1; sums.kills < kills; number++) {
      const folder = join(options.folder, `world-${number}`);
      const worldSeed = seed + (number - 1) * 1_000_000;
      const report = await runWorld({
        adapter,
        ground,
        nursery,
        folder,
        number,
        seed: worldSeed,
        kills: Math.min(killsPerWorld, kills - sums.kills),
        mutant,
        patienceMs,
        onEnd: () => onProgress?.({ ended: ++ended, world: number, violations: violations.length }),
      });
      sums.kills += report.kills;
      sums.runs += report.runs;
      sums.takeovers += report.takeovers;
      sums.commits += report.commits;
      for (const boundary of report.boundaries) boundaries.add(boundary);
      for (const [kind, count] of Object.entries(report.faults)) {
        faults[kind] = (faults[kind] ?? 0) + count;
      }
      const found = report.problems.map((problem) => ({ ...problem, folder, seed: worldSeed }));
      violations.push(...found);
      if (found.length === 0) rmSync(folder, { recursive: true, force: true });
      // Where none lives to be killed, none ever will.
      if (report.kills === 0) break;
    }
  } finally {
    await nursery.close();
    await ground.stop();
  }
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return {
    adapter: adapter.name,
    seed,
    ...sums,
    boundaries: boundaries.size,
    faults,
    seconds,
    violations,
  };
}
