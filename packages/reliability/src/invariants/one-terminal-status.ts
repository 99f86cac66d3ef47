import type { RunEvent } from "@inhouse/contracts";
import { callsOf, deletedThreads } from "./calls.ts";
import type { Invariant } from "./problem.ts";
import type { StoredRun } from "./stored-world.ts";

const terminal = new Set(["completed", "failed", "cancelled", "expired", "incomplete"]);

/**
 * An accepted run is stored once and has come to one end, which its log tells once, as the last thing; a refused run is not
 * stored, and one of unknown outcome at most once.
 */
export const oneTerminalStatus: Invariant = (history, { threads }) => {
  const deleted = deletedThreads(history);
  const problems: string[] = [];
  const runs = threads.flatMap((thread) => thread.runs);
  const byMark = Map.groupBy(runs, ({ run }) => run.metadata.mark);
  for (const { request, outcome, id } of callsOf(history, "create_run")) {
    const found = byMark.get(request.mark) ?? [];
    if (found.length > 1) problems.push(`the run ${request.mark} is stored ${found.length} times`);
    if (outcome === "fail" && found.length > 0) {
      problems.push(`the refused run ${request.mark} is stored`);
    }
    if (outcome === "ok" && found.length === 0 && !deleted.has(request.threadId)) {
      problems.push(`the accepted run ${request.mark} (${id}) is not stored`);
    }
  }
  for (const stored of runs) {
    const problem = endProblem(stored);
    if (problem !== null) {
      problems.push(`the run ${stored.run.id} (${stored.run.metadata.mark}) ${problem}`);
    }
  }
  return problems;
};

function endProblem({ run, events }: StoredRun): string | null {
  if (!terminal.has(run.status)) return `is ${run.status} in the end`;
  const ends = events.filter(isEnd);
  if (ends.length !== 1) return `has ${ends.length} ends in its log`;
  const last = events.at(-1);
  if (last === undefined || !isEnd(last)) return `goes on behind its end: ${last?.type}`;
  if (last.type !== `thread.run.${run.status}`)
    return `is ${run.status}, its log says ${last.type}`;
  return null;
}

function isEnd({ type }: RunEvent): boolean {
  return type.startsWith("thread.run.") && terminal.has(type.slice("thread.run.".length));
}
