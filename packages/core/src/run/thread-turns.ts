import type { ThreadRecord } from "../storage/record-values.ts";

/** @returns the thread without the run that ended; the next in the queue is active then */
export function withoutRun(thread: ThreadRecord, runId: string): ThreadRecord {
  if (thread.activeRunId !== runId) {
    return { ...thread, queuedRunIds: thread.queuedRunIds.filter((id) => id !== runId) };
  }
  const [next, ...rest] = thread.queuedRunIds;
  return { ...thread, activeRunId: next ?? null, queuedRunIds: rest };
}
