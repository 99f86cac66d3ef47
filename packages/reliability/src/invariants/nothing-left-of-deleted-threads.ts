import { callsOf } from "./calls.ts";
import type { Invariant } from "./problem.ts";

/** A thread that was deleted is gone with everything of it, files and their bytes too, and no other thread is. */
export const nothingLeftOfDeletedThreads: Invariant = (history, { threads, files, leftovers }) => {
  const problems = leftovers.map(({ threadId, text }) => `${text} (${threadId || "no thread"})`);
  const there = new Set(threads.map(({ thread }) => thread.id));
  const deletions = callsOf(history, "delete_thread");
  for (const { request, outcome } of deletions) {
    if (outcome !== "ok" || !there.has(request.threadId)) continue;
    problems.push(`the deleted thread ${request.threadId} is there`);
  }
  for (const { id, threadId } of files) {
    if (threadId !== null && !there.has(threadId)) {
      problems.push(`the file ${id} of ${threadId}, which is gone, is there`);
    }
  }
  const attempted = new Set(
    deletions.flatMap(({ request, outcome }) => (outcome === "fail" ? [] : [request.threadId])),
  );
  for (const { request, outcome, id } of callsOf(history, "create_thread")) {
    if (outcome === "ok" && !there.has(id) && !attempted.has(id)) {
      problems.push(`the thread ${id} (${request.mark}) is gone, and nobody deleted it`);
    }
  }
  return problems;
};
