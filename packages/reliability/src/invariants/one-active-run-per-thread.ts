import type { Message } from "@inhouse/contracts";
import type { HistoryEntry } from "./history-entry.ts";
import type { Invariant } from "./problem.ts";
import type { StoredThread } from "./stored-world.ts";

/**
 * Of the runs of a thread one is executed at a time. While it happens: from the moment at which a commit said that a run is in
 * progress until the beginning of the commit that said otherwise, no other run of its thread is. And in the end: what the runs
 * wrote does not interleave.
 */
export const oneActiveRunPerThread: Invariant = (history, { threads }) => [
  ...overlaps(history),
  ...threads.flatMap(interleaved),
];

function overlaps(history: readonly HistoryEntry[]): readonly string[] {
  const problems: string[] = [];
  // By thread: the run that is certainly in progress.
  const active = new Map<string, string>();
  // By run: the newest version that somebody wrote or tried to. A process may be held up before it writes down what it did.
  const newest = new Map<string, number>();
  for (const entry of history) {
    if (entry.type !== "commit" || entry.phase === "error") continue;
    for (const { id, threadId, status, version } of entry.runs) {
      const current = active.get(threadId);
      const isLate = version < (newest.get(id) ?? 0);
      newest.set(id, Math.max(version, newest.get(id) ?? 0));
      if (entry.phase === "begin") {
        const goesOn = status === "in_progress" || status === "cancelling";
        if (current === id && !goesOn) active.delete(threadId);
      } else if (status === "in_progress" && !isLate) {
        if (current !== undefined && current !== id) {
          problems.push(`${current} and ${id} of ${threadId} are in progress at once`);
        }
        active.set(threadId, id);
      }
    }
  }
  return problems;
}

function interleaved({ thread, messages }: StoredThread): readonly string[] {
  const over = new Set<string>();
  const problems: string[] = [];
  let current: string | null = null;
  for (const message of messages) {
    const runId = writerOf(message);
    if (runId === null || runId === current) continue;
    if (over.has(runId)) {
      problems.push(`messages of ${runId} and ${current} interleave in ${thread.id}`);
    }
    if (current !== null) over.add(current);
    current = runId;
  }
  return problems;
}

function writerOf({ role, runId }: Message): string | null {
  return role === "assistant" ? runId : null;
}
