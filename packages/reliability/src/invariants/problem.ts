import type { HistoryEntry } from "./history-entry.ts";
import type { StoredWorld } from "./stored-world.ts";

/**
 * Something that must hold.
 *
 * @param history - what was written down while it happened
 * @param world - what the storage holds in the end
 * @returns what does not hold, each as a sentence; none: all is well
 */
export type Invariant = (history: readonly HistoryEntry[], world: StoredWorld) => readonly string[];

/** Something that must not be. */
export interface Problem {
  /** The name of the invariant that does not hold. */
  readonly invariant: string;
  /** What happened, for a person. */
  readonly text: string;
}
