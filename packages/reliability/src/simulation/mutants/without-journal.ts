import { changeReads } from "./change-reads.ts";
import type { Mutant } from "./mutant.ts";
import { withCalls } from "./stored-values.ts";

/** Whoever takes a run up does not learn that a call was started, and starts it. */
export const withoutJournal: Mutant = {
  name: "without the journal of started calls",
  caughtBy: "noFinishedToolRunTwice",
  storage: (shared) =>
    changeReads(shared, (record, isOwn) => {
      if (isOwn || record.kind !== "step") return record;
      return withCalls(record, (call) =>
        call.status === "started" ? { ...call, status: "pending", startedAt: null } : call,
      );
    }),
};

/** Whoever takes a run up does not learn of outcomes that were stored. */
export const withoutOutcomes: Mutant = {
  name: "without the journal of outcomes",
  caughtBy: "noFinishedToolRunTwice",
  storage: (shared) =>
    changeReads(shared, (record, isOwn) => {
      if (isOwn || record.kind !== "step") return record;
      return withCalls(record, (call) =>
        call.status === "completed" && call.startedAt !== null
          ? { ...call, status: "started", output: null, endedAt: null }
          : call,
      );
    }),
};
