import type { StorageWrite } from "@inhouse/contracts";
import { blobKey } from "../file/store-file.ts";
import type { Scope } from "../scope/scope.ts";

/** How many files are deleted in one commit. */
const filesPerCommit = 100;

/**
 * Deletes a thread with its messages, runs, steps, logs and the files that tools made on it. A run that is active is
 * stopped where it is.
 *
 * @param scope - whose thread
 * @param id - the thread
 * @throws NotFoundError if there is none
 */
export async function deleteThread(scope: Scope, id: string): Promise<void> {
  const { storage } = scope;
  const live = await storage.transact(async () => {
    const thread = await storage.read("thread", id);
    await storage.commit([{ type: "delete_partition", partition: id }]);
    return thread.value.activeRunId;
  });
  if (live !== null) scope.liveRuns.find(live)?.stop("lost");
  await deleteFilesOf(scope, id);
  await Promise.all(scope.tools.all().map((tool) => tool.forgetThread?.(scope.tenant, id)));
}

async function deleteFilesOf(scope: Scope, threadId: string): Promise<void> {
  const { storage, blobs } = scope;
  for (;;) {
    const files = await storage.list("file", {
      parent: "",
      key: { name: "threadId", value: threadId },
      order: "asc",
      limit: filesPerCommit,
    });
    if (files.length === 0) return;
    const deletes = files.map(
      ({ id, version }): StorageWrite => ({
        type: "delete",
        kind: "file",
        id,
        expectedVersion: version,
      }),
    );
    await storage.commit(deletes);
    await Promise.all(files.map((file) => blobs.delete(blobKey(scope.tenant, file.id))));
  }
}
