import { isDeepStrictEqual } from "node:util";
import { RunEventsChecker } from "@inhouse/testing";
import type { Invariant } from "./problem.ts";
import type { StoredRun, StoredThread } from "./stored-world.ts";

/** What the events of a run showed last of each object is what is stored, and nothing else of the run is stored. */
export const eventsTellWhatIsStored: Invariant = (_history, { threads }) =>
  threads.flatMap((thread) => thread.runs.flatMap((stored) => runProblems(thread, stored)));

function runProblems(thread: StoredThread, { run, steps, events }: StoredRun): readonly string[] {
  const problems: string[] = [];
  const compare = (what: string, stored: unknown, told: unknown): void => {
    if (isDeepStrictEqual(stored, told)) return;
    const [is, was] = [stored, told].map((value) => JSON.stringify(value));
    problems.push(`${what} of ${run.id} (${run.metadata.mark}) is stored as ${is}, told as ${was}`);
  };
  const checker = new RunEventsChecker();
  for (const event of events) checker.read(event);
  compare("the run", run, events.at(-1)?.data);
  compare("the steps", steps, [...checker.steps.known.values()]);
  const { known, voided } = checker.messages;
  const told = [...known.values()].filter(({ id }) => !voided.has(id));
  const written = thread.messages.filter((message) => message.runId === run.id);
  compare("the messages", written, told);
  return problems;
}
