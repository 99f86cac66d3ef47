import type { StorageWrite } from "@inhouse/contracts";
import { blobKey } from "../file/blob-key.ts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { positionOf } from "../storage/tenant-storage.ts";

/** How many files are read at once. */
const filesPerRead = 100;

/**
 * Deletes a thread with its messages, runs, steps, logs and the files that tools made on it. A run that is active is
 * stopped where it is.
 *
 * @param scope - whose thread
 * @param id - the thread
 * @throws NotFoundError if there is none
 */
export async function deleteThread(scope: Scope, id: string): Promise<void> {
  const { storage, liveRuns, signals, tools, onError } = scope;
  const deleted = await storage.transact(async () => {
    const thread = await storage.read("thread", id);
    const files = await filesOf(scope, id);
    await storage.commit([{ type: "delete_partition", partition: id }, ...files.map(deletion)]);
    return { files, activeRunId: thread.value.activeRunId };
  });
  if (deleted.activeRunId !== null) liveRuns.find(scope.tenant, deleted.activeRunId)?.stop("lost");
  // Whoever waits for a run of this thread finds that it is gone.
  signals.notifyAll();
  // The thread is gone from here on: what cannot be tidied up is reported, and no reason to say that it is still there.
  await deleteBytes(scope, deleted.files);
  await deleteLateFiles(scope, id).catch(onError);
  await Promise.all(
    tools.all().map(async (tool) => {
      try {
        await tool.forgetThread?.(scope.tenant, id);
      } catch (error) {
        onError(error);
      }
    }),
  );
}

/** A tool may have made a file between the look at the files and the commit. Later ones find no thread. */
async function deleteLateFiles(scope: Scope, threadId: string): Promise<void> {
  const { storage } = scope;
  const late = await storage.transact(async () => {
    const files = await filesOf(scope, threadId);
    if (files.length > 0) await storage.commit(files.map(deletion));
    return files;
  });
  await deleteBytes(scope, late);
}

async function filesOf(scope: Scope, threadId: string): Promise<readonly TypedRecord<"file">[]> {
  const files: TypedRecord<"file">[] = [];
  for (;;) {
    const last = files.at(-1);
    const page = await scope.storage.list("file", {
      parent: "",
      key: { name: "threadId", value: threadId },
      order: "asc",
      ...(last === undefined ? {} : { after: positionOf(last) }),
      limit: filesPerRead,
    });
    files.push(...page);
    if (page.length < filesPerRead) return files;
  }
}

function deletion({ id, version }: TypedRecord<"file">): StorageWrite {
  return { type: "delete", kind: "file", id, expectedVersion: version };
}

async function deleteBytes(scope: Scope, files: readonly TypedRecord<"file">[]): Promise<void> {
  await Promise.all(
    files.map(({ id }) => scope.blobs.delete(blobKey(scope.tenant, id)).catch(scope.onError)),
  );
}
