import { median } from "./median.ts";

/** One way to do a thing, to be timed beside others. */
export interface Contender {
  readonly name: string;
  /** Makes ready what one `run` needs; its time does not count. */
  readonly prepare?: () => Promise<void>;
  /** Does the thing once. */
  readonly run: () => Promise<void>;
}

/** How long to time. */
export interface Rounds {
  /** How many rounds count. */
  readonly rounds: number;
  /** How many rounds come first and do not count. */
  readonly warmUp: number;
}

/** What one contender took. */
export interface Timing {
  readonly name: string;
  /** The median round, in milliseconds. */
  readonly ms: number;
  /** The median over all rounds of this contender's time by that of the first one in the same round. */
  readonly ratio: number;
}

/**
 * Times contenders by turns, round after round, so that whatever else the machine does falls on all of them alike.
 *
 * @param contenders - the first is what the others are compared with
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, warmUp }: Rounds,
): Promise<readonly Timing[]> {
  const times = contenders.map((): number[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const taken = await timeOnce(contender);
      if (round >= 0) times[index]?.push(taken);
    }
  }
  const [base = []] = times;
  return contenders.map(({ name }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((time, round) => time / (base[round] ?? Number.NaN));
    return { name, ms: median(own), ratio: median(ratios) };
  });
}

async function timeOnce({ prepare, run }: Contender): Promise<number> {
  await prepare?.();
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}
