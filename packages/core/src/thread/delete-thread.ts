import type { StorageWrite } from "@inhouse/contracts";
import {
  fileDeletion,
  filesOfThread,
  releaseThreadFiles,
  removeBytes,
  removeThreadFiles,
} from "../file/blob-removal.ts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";

/**
 * Deletes a thread with its messages, runs, steps, logs and the files that tools made on it. A run that is active is
 * stopped where it is.
 *
 * @param scope - whose thread
 * @param id - the thread
 * @param mayGo - whether it may; it goes only as it is then. Absent: it may.
 * @returns whether it is gone
 * @throws NotFoundError if there is none
 */
export async function deleteThread(
  scope: Scope,
  id: string,
  mayGo?: (thread: TypedRecord<"thread">) => Promise<boolean>,
): Promise<boolean> {
  const { storage, liveRuns, signals, tools, onError } = scope;
  const deleted = await storage.transact(async () => {
    const thread = await storage.read("thread", id);
    if (mayGo !== undefined && !(await mayGo(thread))) return null;
    const files = await filesOfThread(scope, id);
    await storage.commit([
      { type: "delete_partition", partition: id },
      ...(mayGo === undefined ? [] : [check(thread)]),
      releaseThreadFiles(scope, id),
      ...files.flatMap((file) => fileDeletion(scope, file)),
    ]);
    return { files: files.map((file) => file.id), activeRunId: thread.value.activeRunId };
  });
  if (deleted === null) return false;
  if (deleted.activeRunId !== null) liveRuns.find(scope.tenant, deleted.activeRunId)?.stop("lost");
  // Whoever waits for a run of this thread finds that it is gone.
  signals.changed({ tenant: scope.tenant, partition: id });
  // The thread is gone from here on: what cannot be tidied up is reported, and no reason to say that it is still there.
  await removeBytes(scope, deleted.files).catch(onError);
  // A tool may have made a file between the look at the files and the commit. Later ones find no thread.
  await removeThreadFiles(scope, id).catch(onError);
  await Promise.all(
    tools.all().map(async (tool) => {
      try {
        await tool.forgetThread?.(scope.tenant, id);
      } catch (error) {
        onError(error);
      }
    }),
  );
  return true;
}

function check({ id, version }: TypedRecord<"thread">): StorageWrite {
  return { type: "check", kind: "thread", id, expectedVersion: version };
}
