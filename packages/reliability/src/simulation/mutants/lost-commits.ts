import type { Mutant } from "./mutant.ts";

/** Some commits that are said to be written are not: the storage forgets what it acknowledged. */
export const lostCommits: Mutant = {
  name: "without what was acknowledged",
  caughtBy: "noMessageLost",
  storage: (shared, { world }) => ({
    ...shared,
    async commit(tenant, writes) {
      if (!world.isHealed && world.random.chance(0.1)) return;
      await shared.commit(tenant, writes);
    },
  }),
};
