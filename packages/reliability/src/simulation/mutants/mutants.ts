import { lostCommits } from "./lost-commits.ts";
import { lostEvents } from "./lost-events.ts";
import type { Mutant } from "./mutant.ts";
import { tornCommits } from "./torn-commits.ts";
import { withoutActiveRule } from "./without-active-rule.ts";
import { withoutFence } from "./without-fence.ts";
import { withoutJournal, withoutOutcomes } from "./without-journal.ts";
import { withoutLease } from "./without-lease.ts";
import { withoutSweeper } from "./without-sweeper.ts";

/** Everything that can be taken out of the runtime, each of which must be missed. */
export const mutants: readonly Mutant[] = [
  withoutFence,
  withoutJournal,
  withoutOutcomes,
  withoutActiveRule,
  withoutSweeper,
  withoutLease,
  tornCommits,
  lostCommits,
  lostEvents,
];
