import { ThreadLockedError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { retrieveRun } from "./retrieve-run.ts";
import { isTerminal } from "./run-status.ts";

/**
 * @param scope - whose thread
 * @param threadId - the thread
 * @param attempted - what is to be done with it
 * @returns the thread, which no run is active on; a run whose time is up is expired by being in the way
 * @throws NotFoundError if there is none
 * @throws ThreadLockedError if a run is active on it
 */
export async function readFreeThread(
  scope: Scope,
  threadId: string,
  attempted: string,
): Promise<TypedRecord<"thread">> {
  for (;;) {
    const thread = await scope.storage.read("thread", threadId);
    const { activeRunId } = thread.value;
    if (activeRunId === null) return thread;
    const run = await retrieveRun(scope, activeRunId);
    if (!isTerminal(run.status)) throw new ThreadLockedError(threadId, activeRunId, attempted);
  }
}
