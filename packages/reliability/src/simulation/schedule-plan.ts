import { SeededRandom } from "@inhouse/testing";

/** Something that is done to a process. */
export interface PlannedFault {
  /** After how many steps of the schedule. */
  readonly step: number;
  /** `crash`: it is dead from now on; `pause`: it does nothing for longer than its lease; `close`: it is closed in order. */
  readonly kind: "crash" | "pause" | "close";
  /** For how long, in milliseconds, where it is a pause; else, how long until another process comes. */
  readonly ms: number;
}

/** What a seed decides in advance. */
export interface SchedulePlan {
  /** The seed. */
  readonly seed: number;
  /** How many processes live at once. */
  readonly processes: number;
  /** How many threads there are. */
  readonly threads: number;
  /** How many things callers do in all. */
  readonly actions: number;
  /** What is done to processes. */
  readonly faults: readonly PlannedFault[];
  /** How much the clocks of processes are wrong at most, in milliseconds. */
  readonly skewMs: number;
  /** How often a commit goes wrong, from 0 to 1. */
  readonly commitFaults: number;
  /** How often a reading goes wrong. */
  readonly readFaults: number;
  /** How often a call of the storage takes long. */
  readonly slowCalls: number;
  /** How often a timer fires although somebody could go on. */
  readonly impatience: number;
  /** How often a provider fails. */
  readonly providerFaults: number;
  /** Whether a ring may be answered by another process than the one that rang. */
  readonly isDispatched: boolean;
  /** How often a ring is lost, and how often it is doubled, where others may answer it. */
  readonly lostRings: number;
  /** Whether the storage tells of the commits of others. */
  readonly isWatched: boolean;
  /** Whether the storage tells the time. */
  readonly hasClock: boolean;
  /** Whether anybody answers what is left waiting in the end; else it has to expire. */
  readonly isAnswered: boolean;
  /** Whether a new run is tried on every thread in the end. */
  readonly isProbed: boolean;
}

/** How long a lease holds, in milliseconds. */
export const leaseMs = 3_000;

/** How long a run may take, in milliseconds. */
export const runExpiryMs = 30_000;

/**
 * @param seed - decides
 * @returns the plan; every fault is absent from some plans, so that none hides another
 */
export function planSchedule(seed: number): SchedulePlan {
  const random = new SeededRandom(seed);
  const isCalm = random.chance(0.15);
  const some = (rates: readonly number[]): number => (isCalm ? 0 : random.pick(rates));
  return {
    seed,
    processes: random.between(2, 4),
    threads: random.between(1, 2),
    actions: random.between(3, 7),
    faults: isCalm ? [] : planFaults(random),
    skewMs: some([0, 0, 100, leaseMs, 3 * leaseMs]),
    commitFaults: some([0, 0, 0.02, 0.1]),
    readFaults: some([0, 0, 0, 0.01]),
    slowCalls: some([0, 0, 0.02, 0.1]),
    impatience: some([0, 0, 0.01, 0.05]),
    providerFaults: random.pick([0, 0, 0.1]),
    isDispatched: random.chance(0.3),
    lostRings: some([0, 0, 0.2]),
    isWatched: random.chance(0.5),
    hasClock: random.chance(0.5),
    isAnswered: random.chance(0.7),
    isProbed: random.chance(0.2),
  };
}

function planFaults(random: SeededRandom): readonly PlannedFault[] {
  return Array.from({ length: random.between(0, 4) }, () => {
    const kind = random.pick(["crash", "crash", "pause", "close"] as const);
    const longest = kind === "pause" ? 3 * leaseMs : leaseMs;
    const shortest = kind === "pause" ? leaseMs : 0;
    return { kind, step: random.between(1, 350), ms: random.between(shortest, longest) };
  }).sort((a, b) => a.step - b.step);
}

/** @returns whether nothing goes wrong by this plan, so that nobody has a reason to take a run from anybody */
export function isCalm(plan: SchedulePlan): boolean {
  const { faults, skewMs, commitFaults, readFaults, slowCalls, impatience, lostRings } = plan;
  const rates = [skewMs, commitFaults, readFaults, slowCalls, impatience, lostRings];
  return faults.length === 0 && rates.every((rate) => rate === 0);
}
