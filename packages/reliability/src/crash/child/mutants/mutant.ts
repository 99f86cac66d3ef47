import type { Storage } from "@inhouse/contracts";
import { withoutActiveRule } from "./without-active-rule.ts";
import { withoutFence } from "./without-fence.ts";
import { withoutJournal } from "./without-journal.ts";

/** What the storage of a process can be made to do wrong, to see that the harness finds it. */
export type Mutant = "no_fence" | "no_journal" | "no_active_rule";

const mutants: Readonly<Record<Mutant, (storage: Storage) => Storage>> = {
  no_fence: withoutFence,
  no_journal: withoutJournal,
  no_active_rule: withoutActiveRule,
};

/** @returns the storage with a fault; as it is, if there is none */
export function mutated(storage: Storage, mutant: Mutant | null): Storage {
  return mutant === null ? storage : mutants[mutant](storage);
}
