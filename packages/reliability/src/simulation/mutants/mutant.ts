import type { Storage } from "@inhouse/contracts";
import type { Sleeper } from "../scheduler.ts";
import type { SimWorld } from "../sim-world.ts";

/** Where a storage of a mutant stands: between a process and what all share. */
export interface MutantSeat {
  readonly world: SimWorld;
  readonly sleeper: Sleeper;
}

/** A runtime with something taken out of it, by lying to it at its ports: a check that never failed is not trusted. */
export interface Mutant {
  /** What is missing. */
  readonly name: string;
  /** The invariant that must find it. */
  readonly caughtBy: string;
  /**
   * @param shared - what all have connections to
   * @param seat - whose connection this is
   * @returns what the process sees of it
   */
  readonly storage: (shared: Storage, seat: MutantSeat) => Storage;
}
