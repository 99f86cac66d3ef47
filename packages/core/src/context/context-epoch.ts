import type { TruncationStrategy } from "@inhouse/contracts";

/**
 * What of a thread its prompts send, until the next cut: plain JSON, kept with the thread. Between cuts a prompt only
 * grows at its end, so that the provider's cache keeps hitting and thinking stays bound to its prefix.
 */
export interface ContextEpoch {
  /** The sequence of the first item that is sent. */
  readonly start: number;
  /** Items behind the first and before this sequence are left out; null: none are. */
  readonly resume: number | null;
  /** Tool outputs of turns before this sequence are shortened; null: none are. */
  readonly shortenBefore: number | null;
  /** The largest tool output of any turn, in characters; null: any size. */
  readonly outputLimit: number | null;
  /** The run that this holds for, since `last_messages` looks anew with every run; null: it holds for all runs. */
  readonly runId: string | null;
}

/** How a tool output that stands before `shortenBefore` is shortened, in characters. */
export const SHORTENED_OUTPUT_CHARACTERS = 1_000;

/** @returns the epoch if it was made for such a run, else null */
export function applicableEpoch(
  epoch: ContextEpoch | null,
  strategy: TruncationStrategy,
  runId: string,
): ContextEpoch | null {
  if (epoch === null) return null;
  const owner = strategy.type === "last_messages" ? runId : null;
  return epoch.runId === owner ? epoch : null;
}

/** @returns whether the epoch sends the item with this sequence */
export function isInEpoch(epoch: ContextEpoch | null, sequence: number): boolean {
  if (epoch === null || sequence === epoch.start) return true;
  return sequence > epoch.start && (epoch.resume === null || sequence >= epoch.resume);
}

/** @returns how many characters a tool output of the turn with this sequence may have */
export function outputLimitAt(epoch: ContextEpoch | null, sequence: number): number {
  const limit = epoch?.outputLimit ?? Number.POSITIVE_INFINITY;
  if (epoch === null || epoch.shortenBefore === null || sequence >= epoch.shortenBefore)
    return limit;
  return Math.min(limit, SHORTENED_OUTPUT_CHARACTERS);
}

/** @returns whether both send the same */
export function sameEpoch(one: ContextEpoch | null, other: ContextEpoch | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.start === other.start &&
    one.resume === other.resume &&
    one.shortenBefore === other.shortenBefore &&
    one.outputLimit === other.outputLimit &&
    one.runId === other.runId
  );
}
