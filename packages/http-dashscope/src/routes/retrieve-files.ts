import type { StoredFile } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { FilesApi } from "@inhouse/core";

/**
 * @param files - the files of the tenant
 * @param ids - which
 * @returns those that are still there, in the same order
 */
export async function retrieveFiles(
  files: FilesApi,
  ids: readonly string[],
): Promise<StoredFile[]> {
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        return await files.retrieve(id);
      } catch (error) {
        if (InhouseError.isInstance(error) && error.code === "not_found") return [];
        throw error;
      }
    }),
  );
  return found.flat();
}
