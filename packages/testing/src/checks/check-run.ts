import { isDeepStrictEqual } from "node:util";
import type { RunEvent } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import { listAll } from "./list-all.ts";
import type { ReadableRuntime } from "./readable-runtime.ts";
import { RunEventsChecker } from "./run-events-checker.ts";

/**
 * Reads the whole log of a run that has ended, and holds it against the grammar of events and against everything that is
 * stored of the run: what its events showed last of a step, a message or the run itself is what the storage has, and the
 * storage has nothing else.
 *
 * @param inhouse - where the run is kept
 * @param runId - the run; waits for its end
 * @returns what is wrong, as sentences; none: nothing is
 */
export async function checkRun(
  inhouse: ReadableRuntime,
  runId: string,
): Promise<readonly string[]> {
  const checker = new RunEventsChecker();
  let last: RunEvent | null = null;
  for await (const event of inhouse.runs.stream(runId, { until: "end" })) {
    checker.read(event);
    last = event;
  }
  const problems = [...checker.finish()];
  const compare = (what: string, stored: unknown, told: unknown): void => {
    if (isDeepStrictEqual(stored, told)) return;
    problems.push(
      `${what} is stored as ${JSON.stringify(stored)}, its events say ${JSON.stringify(told)}`,
    );
  };
  const { runs, messages } = inhouse;
  const run = await runs.retrieve(runId);
  compare(`the run ${runId}`, run, last?.data);
  for (const [id, step] of checker.steps.known) {
    compare(`the step ${id}`, await found(runs.steps.retrieve(id)), step);
  }
  const { known, voided } = checker.messages;
  for (const [id, message] of known) {
    const told = voided.has(id) ? null : message;
    compare(`the message ${id}`, await found(messages.retrieve(id)), told);
  }
  const steps = await listAll((page) => runs.steps.list(runId, page));
  compare("the list of steps", idsOf(steps), [...checker.steps.known.keys()]);
  const written = await listAll((page) => messages.list(run.threadId, { ...page, runId }));
  const kept = [...known.keys()].filter((id) => !voided.has(id));
  compare("the list of the run's messages", idsOf(written), kept);
  return problems;
}

async function found<Item>(item: Promise<Item>): Promise<Item | null> {
  try {
    return await item;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id);
}
