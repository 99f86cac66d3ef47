import type { Message } from "@inhouse/contracts";
import type { Call } from "./calls.ts";
import { callsOf, deletedThreads } from "./calls.ts";
import type { Invariant } from "./problem.ts";
import type { StoredThread } from "./stored-world.ts";

/**
 * An accepted message is stored once, a refused one never, and one of unknown outcome at most once. Messages that came with a
 * run are in the thread when the run has begun; a run that ended while it waited for its turn leaves them out.
 */
export const noMessageLost: Invariant = (history, { threads }) => {
  const deleted = deletedThreads(history);
  const problems: string[] = [];
  const stored = countMarks(threads);
  const judge = (mark: string, outcome: Call<"create_run">["outcome"], threadId: string): void => {
    const count = stored.get(mark) ?? 0;
    if (count > 1) problems.push(`the message ${mark} is stored ${count} times`);
    else if (outcome === "fail" && count > 0) problems.push(`the refused ${mark} is stored`);
    else if (outcome === "ok" && count === 0 && !deleted.has(threadId)) {
      problems.push(`the accepted message ${mark} of ${threadId} is not stored`);
    }
  };
  for (const { request, outcome } of callsOf(history, "create_message")) {
    judge(request.mark, outcome, request.threadId);
  }
  const runs = new Map(
    threads.flatMap((thread) => thread.runs.map(({ run }) => [run.metadata.mark, run])),
  );
  for (const { request, outcome } of callsOf(history, "create_run")) {
    const run = runs.get(request.mark);
    const hasBegun = run !== undefined && run.startedAt !== null;
    for (const mark of request.messages) {
      judge(mark, outcome === "ok" && !hasBegun ? "unknown" : outcome, request.threadId);
    }
  }
  return problems;
};

function countMarks(threads: readonly StoredThread[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const message of threads.flatMap((thread) => thread.messages)) {
    if (message.role !== "user") continue;
    const mark = markOf(message);
    counts.set(mark, (counts.get(mark) ?? 0) + 1);
  }
  return counts;
}

function markOf({ content }: Message): string {
  const [first] = content;
  return first?.type === "text" ? (first.text.split(" ")[0] ?? "") : "";
}
