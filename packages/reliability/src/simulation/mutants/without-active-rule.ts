import { changeReads } from "./change-reads.ts";
import type { Mutant } from "./mutant.ts";
import type { KeptThread } from "./stored-values.ts";

/** A run that waits for its turn seems to have it. */
export const withoutActiveRule: Mutant = {
  name: "without the one active run of a thread",
  caughtBy: "oneActiveRunPerThread",
  storage: (shared) =>
    changeReads(shared, (record) => {
      if (record.kind !== "thread") return record;
      const { activeRunId, queuedRunIds, ...thread } = record.value as KeptThread;
      const [next, ...others] = queuedRunIds;
      if (next === undefined || activeRunId === null) return record;
      const value = { ...thread, activeRunId: next, queuedRunIds: [...others, activeRunId] };
      return { ...record, value };
    }),
};
