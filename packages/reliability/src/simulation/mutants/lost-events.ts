import type { Mutant } from "./mutant.ts";

/** The log is not written together with what it tells of, and some of it never is. */
export const lostEvents: Mutant = {
  name: "without the log in the same commit",
  caughtBy: "logsAreSound",
  storage: (shared, { world }) => ({
    ...shared,
    async commit(tenant, writes) {
      const isLost = !world.isHealed && world.random.chance(0.1);
      const kept = writes.filter(
        (write) => !isLost || !("record" in write) || write.record.kind !== "run_log",
      );
      if (kept.length > 0) await shared.commit(tenant, kept);
    },
  }),
};
