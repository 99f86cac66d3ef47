import type { StorageWrite } from "@inhouse/contracts";
import { releaseBytes, removeBytes } from "../file/blob-removal.ts";
import type { Scope } from "../scope/scope.ts";
import { listAll } from "../storage/list-all.ts";
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
    const files = await filesOf(scope, id);
    await storage.commit([
      { type: "delete_partition", partition: id },
      ...(mayGo === undefined ? [] : [check(thread)]),
      ...files.flatMap((file) => deletion(scope, file)),
    ]);
    return { files, activeRunId: thread.value.activeRunId };
  });
  if (deleted === null) return false;
  if (deleted.activeRunId !== null) liveRuns.find(scope.tenant, deleted.activeRunId)?.stop("lost");
  // Whoever waits for a run of this thread finds that it is gone.
  signals.changed({ tenant: scope.tenant, partition: id });
  // The thread is gone from here on: what cannot be tidied up is reported, and no reason to say that it is still there.
  await deleteBytes(scope, deleted.files).catch(onError);
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
  return true;
}

function check({ id, version }: TypedRecord<"thread">): StorageWrite {
  return { type: "check", kind: "thread", id, expectedVersion: version };
}

/** A tool may have made a file between the look at the files and the commit. Later ones find no thread. */
async function deleteLateFiles(scope: Scope, threadId: string): Promise<void> {
  const { storage } = scope;
  const late = await storage.transact(async () => {
    const files = await filesOf(scope, threadId);
    if (files.length > 0) await storage.commit(files.flatMap((file) => deletion(scope, file)));
    return files;
  });
  await deleteBytes(scope, late);
}

async function filesOf(
  { storage }: Scope,
  threadId: string,
): Promise<readonly TypedRecord<"file">[]> {
  const key = { name: "threadId", value: threadId };
  return Array.fromAsync(listAll(storage, "file", { parent: "", key, order: "asc" }));
}

function deletion(scope: Scope, { id, version }: TypedRecord<"file">): readonly StorageWrite[] {
  return [{ type: "delete", kind: "file", id, expectedVersion: version }, releaseBytes(scope, id)];
}

function deleteBytes(scope: Scope, files: readonly TypedRecord<"file">[]): Promise<void> {
  return removeBytes(
    scope,
    files.map(({ id }) => id),
  );
}
