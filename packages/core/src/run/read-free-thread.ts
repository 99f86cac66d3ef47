import { StorageCorruptError, ThreadLockedError } from "@inhouse/contracts";
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
 * @throws StorageCorruptError if the thread goes on naming a run that has ended, which no commit of a sound storage leaves
 */
export async function readFreeThread(
  scope: Scope,
  threadId: string,
  attempted: string,
): Promise<TypedRecord<"thread">> {
  let before = 0;
  for (;;) {
    const thread = await scope.storage.read("thread", threadId);
    const { activeRunId } = thread.value;
    if (activeRunId === null) return thread;
    // Asked again without an end, a storage that answers at once would let nothing else in this process go on.
    if (thread.version === before) {
      throw new StorageCorruptError(
        `thread ${threadId}`,
        `its active run ${activeRunId} has ended`,
      );
    }
    before = thread.version;
    const run = await retrieveRun(scope, activeRunId);
    if (!isTerminal(run.status)) throw new ThreadLockedError(threadId, activeRunId, attempted);
  }
}
