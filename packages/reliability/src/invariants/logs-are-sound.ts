import { checkRunEvents } from "@inhouse/testing";
import type { Invariant } from "./problem.ts";

/** Every log is numbered from 1 without a gap, and keeps to the grammar of events. */
export const logsAreSound: Invariant = (_history, { threads }) =>
  threads
    .flatMap((thread) => thread.runs)
    .flatMap(({ run, events }) =>
      checkRunEvents(events).map((problem) => `${run.id} (${run.metadata.mark}), ${problem}`),
    );
