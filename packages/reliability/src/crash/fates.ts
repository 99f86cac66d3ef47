import type { SeededRandom } from "@inhouse/testing";

/** How a process comes to its end. */
export type Fate =
  | { readonly kind: "kill"; readonly afterMs: number }
  | { readonly kind: "kill_before" | "kill_after"; readonly write: number }
  | { readonly kind: "throw_after"; readonly write: number; readonly afterMs: number }
  | { readonly kind: "stop" | "cut_off"; readonly afterMs: number; readonly goesOnMs: number }
  | { readonly kind: "terminate"; readonly afterMs: number };

/** What the fates depend on. */
export interface FateOptions {
  /** How many processes are to be killed. */
  readonly kills: number;
  /** How long a process lives at most, in milliseconds. */
  readonly lifeMs: number;
  /** Whether it has connections that can be cut. */
  readonly hasServer: boolean;
}

/** Of eleven processes ten are killed, and one is asked to end. */
const cycle: readonly Fate["kind"][] = [
  "kill_before",
  "kill_after",
  "kill",
  "stop",
  "kill_after",
  "terminate",
  "throw_after",
  "kill_before",
  "kill",
  "cut_off",
  "kill",
];

/** How many writes of a process are boundaries to kill it at. */
const boundaries = 40;

/** Coprime to the number of boundaries, so that all of them come in turn and the first few lie apart. */
const stride = 7;

/**
 * @param random - decides
 * @param options - what they depend on
 * @returns what becomes of one process after the other, every kind of fault among them and every boundary in turn
 */
export function planFates(
  random: SeededRandom,
  { kills, lifeMs, hasServer }: FateOptions,
): readonly Fate[] {
  const fates: Fate[] = [];
  const offset = random.below(boundaries);
  const next = { kill_before: offset, kill_after: offset };
  let planned = 0;
  for (let place = 0; planned < kills; place++) {
    const named = cycle[place % cycle.length] ?? "kill";
    const kind = named === "cut_off" && !hasServer ? "kill" : named;
    if (kind !== "terminate") planned++;
    const afterMs = random.below(lifeMs);
    if (kind === "kill_before" || kind === "kill_after") {
      fates.push({ kind, write: 1 + ((next[kind]++ * stride) % boundaries) });
    } else if (kind === "throw_after") {
      fates.push({ kind, write: random.between(1, boundaries / 2), afterMs: lifeMs / 2 + afterMs });
    } else if (kind === "stop" || kind === "cut_off") {
      fates.push({ kind, afterMs, goesOnMs: random.below(lifeMs) });
    } else fates.push({ kind, afterMs });
  }
  return fates;
}
