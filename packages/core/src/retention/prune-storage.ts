import { NotFoundError } from "@inhouse/contracts";
import * as v from "valibot";
import { integer } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import { isTerminal } from "../run/run-status.ts";
import type { Scope } from "../scope/scope.ts";
import { listAll } from "../storage/list-all.ts";
import type { TenantStorage, TypedRecord } from "../storage/tenant-storage.ts";
import { deleteThread } from "../thread/delete-thread.ts";
import { deleteRunLog } from "./delete-run-log.ts";

/** What is to go. */
export interface PruneOptions {
  /**
   * Threads that got no message and no run for so long, in milliseconds. They go with everything of theirs. Absent: none go.
   */
  readonly threadsIdleForMs?: number;
  /**
   * The logs of runs that were created so long ago, in milliseconds, and have ended: such a run can be retrieved, with its
   * steps and messages, but not streamed any more. Absent: none go.
   */
  readonly runLogsOlderThanMs?: number;
  /** Ends the work between two threads, and rejects it with the signal's reason; what is gone is gone. Absent: nothing does. */
  readonly signal?: AbortSignal;
  /** Hears of each thread that was looked at; absent: nobody does. */
  readonly onProgress?: (report: PruneReport) => void;
}

/** What has gone. */
export interface PruneReport {
  /** How many threads were looked at. */
  readonly looked: number;
  /** How many threads are gone. */
  readonly threads: number;
  /** How many logs of runs are gone, beside those of threads that are. */
  readonly runLogs: number;
}

const options: Schema<PruneOptions> = fields({
  threadsIdleForMs: v.exactOptional(integer(0)),
  runLogsOlderThanMs: v.exactOptional(integer(0)),
  signal: v.exactOptional(v.instance(AbortSignal, "an AbortSignal")),
  onProgress: v.exactOptional(
    v.custom<(report: PruneReport) => void>((value) => typeof value === "function", "a function"),
  ),
});

/**
 * Deletes what has not been of use for long. A thread that is used meanwhile stays.
 *
 * @param scope - whose storage
 * @param input - what is to go
 * @param closed - aborts when the runtime is closed
 * @throws InvalidInputError if an option is wrong
 */
export async function pruneStorage(
  scope: Scope,
  input: PruneOptions,
  closed: AbortSignal,
): Promise<PruneReport> {
  const { threadsIdleForMs, runLogsOlderThanMs, signal, onProgress } = parseInput(options, input);
  const { storage, clock } = scope;
  const now = clock.now();
  const idleSince = threadsIdleForMs === undefined ? -1 : now - threadsIdleForMs;
  const olderThan = runLogsOlderThanMs === undefined ? -1 : now - runLogsOlderThanMs;
  let report: PruneReport = { looked: 0, threads: 0, runLogs: 0 };
  for await (const thread of listAll(storage, "thread", { parent: "", order: "asc" })) {
    signal?.throwIfAborted();
    closed.throwIfAborted();
    // Threads come in the order of their creation, and nothing is older than its thread.
    if (thread.value.thread.createdAt > Math.max(idleSince, olderThan)) break;
    report = { ...report, looked: report.looked + 1 };
    if (await deleteIdle(scope, thread.id, idleSince)) {
      report = { ...report, threads: report.threads + 1 };
    } else
      report = {
        ...report,
        runLogs: report.runLogs + (await deleteLogs(scope, thread.id, olderThan)),
      };
    onProgress?.(report);
  }
  return report;
}

async function deleteIdle(scope: Scope, id: string, idleSince: number): Promise<boolean> {
  if (idleSince < 0) return false;
  try {
    return await deleteThread(scope, id, (thread) => isIdle(scope.storage, thread, idleSince));
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

async function isIdle(
  storage: TenantStorage,
  { id, value }: TypedRecord<"thread">,
  since: number,
): Promise<boolean> {
  if (value.activeRunId !== null || value.thread.createdAt > since) return false;
  const newest = { parent: id, order: "desc", limit: 1 } as const;
  const [[message], [run]] = await Promise.all([
    storage.list("message", newest),
    storage.list("run", newest),
  ]);
  const times = [message?.value.createdAt ?? 0, run?.value.run.createdAt ?? 0];
  return Math.max(...times) <= since;
}

async function deleteLogs(scope: Scope, threadId: string, olderThan: number): Promise<number> {
  let deleted = 0;
  for await (const { value } of listAll(scope.storage, "run", { parent: threadId, order: "asc" })) {
    const { id, createdAt, status } = value.run;
    if (createdAt > olderThan) break;
    if (isTerminal(status) && (await deleteRunLog(scope.storage, id))) deleted++;
  }
  return deleted;
}
