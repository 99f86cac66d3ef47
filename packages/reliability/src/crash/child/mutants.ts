import type { Storage } from "@inhouse/contracts";

/** What a storage can be made to do wrong, to see that the harness finds it. */
export type Mutant = "no_fence" | "no_journal" | "no_active_rule";

/** @returns the storage with a fault; as it is, if there is none */
export function mutated(storage: Storage, mutant: Mutant | null): Storage {
  if (mutant === null) return storage;
  throw new Error("not yet");
}
