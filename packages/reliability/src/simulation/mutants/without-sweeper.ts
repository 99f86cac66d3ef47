import type { Mutant } from "./mutant.ts";

/** Nobody looks for runs whose owner is gone, or whose doorbell was lost. */
export const withoutSweeper: Mutant = {
  name: "without the sweeper",
  caughtBy: "oneTerminalStatus",
  storage: (shared) => ({ ...shared, due: async () => [] }),
};
