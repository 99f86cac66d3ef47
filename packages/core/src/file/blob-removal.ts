import type { StorageWrite } from "@inhouse/contracts";
import { StorageConflictError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { blobKey } from "./blob-key.ts";

/** How long bytes may take until the file that they belong to is kept, in milliseconds. */
const uploadMs = 3_600_000;

/** How long whoever deletes a file has for its bytes before others do it, in milliseconds. */
const removalMs = 60_000;

/** @returns the write that lets bytes be put which no file names yet: if none ever does, they are removed */
export function expectBytes(scope: Scope, fileId: string): StorageWrite {
  return removalInsert(scope, fileId, scope.clock.now() + uploadMs);
}

/** @returns the write that lets the bytes of a file go that goes in the same commit */
export function releaseBytes(scope: Scope, fileId: string): StorageWrite {
  return removalInsert(scope, fileId, scope.clock.now() + removalMs);
}

/** @returns the write that keeps the bytes, or forgets of them that are gone */
export function settleBytes(fileId: string): StorageWrite {
  return { type: "delete", kind: "blob_removal", id: fileId, expectedVersion: 1 };
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
      try {
        await storage.commit([settleBytes(id)]);
      } catch (error) {
        // Somebody else was faster.
        if (!(error instanceof StorageConflictError)) throw error;
      }
    }),
  );
}

function removalInsert({ storage, tenant }: Scope, fileId: string, dueAt: number): StorageWrite {
  return storage.insert("blob_removal", {
    id: fileId,
    partition: "",
    parent: "",
    sequence: dueAt,
    dueAt,
    value: { key: blobKey(tenant, fileId) },
  });
}
