import type { StorageWrite } from "@inhouse/contracts";
import { StorageConflictError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { listAll } from "../storage/list-all.ts";
import type { BlobRemoval } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { blobKey } from "./blob-key.ts";

/** How long bytes may take until the file that they belong to is kept, in milliseconds. */
const uploadMs = 3_600_000;

/** How long whoever deletes a file has for its bytes before others do it, in milliseconds. */
const removalMs = 60_000;

/** @returns the write that lets bytes be put which no file names yet: if none ever does, they are removed */
export function expectBytes(scope: Scope, fileId: string): StorageWrite {
  const key = blobKey(scope.tenant, fileId);
  return removalInsert(scope, fileId, scope.clock.now() + uploadMs, { key });
}

/** @returns the write that lets the bytes of a file go that goes in the same commit */
function releaseBytes(scope: Scope, fileId: string): StorageWrite {
  const key = blobKey(scope.tenant, fileId);
  return removalInsert(scope, fileId, scope.clock.now() + removalMs, { key });
}

/** @returns the write that lets the files of a thread go that goes in the same commit, those too that nobody knows of yet */
export function releaseThreadFiles(scope: Scope, threadId: string): StorageWrite {
  return removalInsert(scope, threadId, scope.clock.now() + removalMs, { threadId });
}

/** @returns the write that keeps what was to be removed, or forgets of it when it is gone */
export function settleRemoval(id: string): StorageWrite {
  return { type: "delete", kind: "blob_removal", id, expectedVersion: 1 };
}

/**
 * Removes the bytes of files that were let go, or never kept. Those of a file that is kept stay.
 *
 * @param scope - whose files
 * @param fileIds - the files
 */
export async function removeBytes(scope: Scope, fileIds: readonly string[]): Promise<void> {
  const { storage, blobs, tenant } = scope;
  await Promise.all(
    fileIds.map(async (id) => {
      if ((await storage.find("blob_removal", id)) === undefined) return;
      await blobs.delete(blobKey(tenant, id));
      await forgetRemoval(scope, id);
    }),
  );
}

/** Removes the files of a thread that is gone. */
export async function removeThreadFiles(scope: Scope, threadId: string): Promise<void> {
  const { storage } = scope;
  const files = await storage.transact(async () => {
    const found = await filesOfThread(scope, threadId);
    if (found.length > 0) await storage.commit(found.flatMap((file) => fileDeletion(scope, file)));
    return found.map(({ id }) => id);
  });
  await removeBytes(scope, files);
  await forgetRemoval(scope, threadId);
}

/** Does what a removal that is due says. */
export async function carryOutRemoval(scope: Scope, id: string): Promise<void> {
  const removal = await scope.storage.find("blob_removal", id);
  if (removal === undefined) return;
  if ("threadId" in removal.value) await removeThreadFiles(scope, id);
  else await removeBytes(scope, [id]);
}

/** @returns all files that tools made on a thread */
export function filesOfThread(
  { storage }: Scope,
  threadId: string,
): Promise<readonly TypedRecord<"file">[]> {
  const key = { name: "threadId", value: threadId };
  return Array.fromAsync(listAll(storage, "file", { parent: "", key, order: "asc" }));
}

/** @returns the writes that delete a file, and let its bytes go */
export function fileDeletion(
  scope: Scope,
  { id, version }: TypedRecord<"file">,
): readonly StorageWrite[] {
  return [{ type: "delete", kind: "file", id, expectedVersion: version }, releaseBytes(scope, id)];
}

async function forgetRemoval({ storage }: Scope, id: string): Promise<void> {
  try {
    await storage.commit([settleRemoval(id)]);
  } catch (error) {
    // Somebody else was faster.
    if (!(error instanceof StorageConflictError)) throw error;
  }
}

function removalInsert(
  { storage }: Scope,
  id: string,
  dueAt: number,
  value: BlobRemoval,
): StorageWrite {
  const place = { partition: "", parent: "", sequence: dueAt };
  return storage.insert("blob_removal", { id, ...place, dueAt, value });
}
