import type { Mutant } from "./mutant.ts";

/** The writes of a commit come one after the other, and whoever dies in between leaves a part of it. */
export const tornCommits: Mutant = {
  name: "without atomic commits",
  caughtBy: "eventsTellWhatIsStored",
  storage: (shared, { world, sleeper }) => ({
    ...shared,
    async commit(tenant, writes) {
      for (const write of writes) {
        await shared.commit(tenant, [write]);
        await world.scheduler.pass(sleeper, "a part of a commit");
      }
    },
  }),
};
