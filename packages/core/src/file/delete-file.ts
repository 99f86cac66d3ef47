import type { Scope } from "../scope/scope.ts";
import { fileDeletion, removeBytes } from "./blob-removal.ts";

/**
 * Deletes a file. Messages that show it keep its id, and the model is told that it is gone.
 *
 * @param scope - whose file
 * @param id - the file
 * @throws NotFoundError if there is none
 */
export async function deleteFile(scope: Scope, id: string): Promise<void> {
  const { storage } = scope;
  await storage.transact(async () => {
    await storage.commit(fileDeletion(scope, await storage.read("file", id)));
  });
  await removeBytes(scope, [id]);
}
