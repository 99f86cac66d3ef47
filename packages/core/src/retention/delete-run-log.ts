import type { StorageWrite } from "@inhouse/contracts";
import type { TenantStorage } from "../storage/tenant-storage.ts";

/** How many records go in one commit. */
const recordsPerCommit = 200;

/**
 * Deletes the log of a run that has ended.
 *
 * @param storage - whose run
 * @param runId - the run
 * @returns whether there was one
 */
export async function deleteRunLog(storage: TenantStorage, runId: string): Promise<boolean> {
  for (let found = false; ; found = true) {
    // The end of the log goes first: nobody may take a log whose beginning is missing for a whole one.
    const more = await storage.transact(async () => {
      const records = await storage.list("run_log", {
        parent: runId,
        order: "desc",
        limit: recordsPerCommit,
      });
      const writes = records.map(({ id, version }): StorageWrite => {
        return { type: "delete", kind: "run_log", id, expectedVersion: version };
      });
      if (writes.length > 0) await storage.commit(writes);
      return writes.length;
    });
    if (more === 0) return found;
  }
}
