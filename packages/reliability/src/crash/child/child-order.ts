import type { AdapterName } from "../adapters.ts";
import type { Mutant } from "./mutants/mutant.ts";

/** What a child is told to do, as one line of JSON on its standard input. */
export interface ChildOrder {
  /** Its name in the history. */
  readonly process: string;
  readonly adapter: AdapterName;
  /** What the adapter opens: a folder, a file or an address. */
  readonly target: string;
  /** The history's file. */
  readonly history: string;
  readonly seed: number;
  readonly leaseMs: number;
  readonly slots: number;
  readonly paceMs: number;
  readonly trap: Trap;
  /** What is wrong with its storage; null: nothing. */
  readonly mutant: Mutant | null;
}

/** What happens at a write of the child, a batch or bytes: the n-th, from 1. */
export interface Trap {
  /**
   * `kill_before` and `kill_after`: it kills itself; `throw_after`: the runtime is told that nobody knows whether it was written;
   * `none`: nothing happens.
   */
  readonly kind: "none" | "kill_before" | "kill_after" | "throw_after";
  readonly write: number;
}

/** What a child prints, each a line: `ready` when all is loaded, `open` when the storage answered. */
export type ChildWord = "ready" | "open";
