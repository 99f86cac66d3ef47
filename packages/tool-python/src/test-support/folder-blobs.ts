import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobStore } from "@inhouse/contracts";

/** Blobs as files of a folder, which other processes see. */
export function folderBlobs(folder: string): BlobStore {
  return {
    async put(key, bytes) {
      await mkdir(dirname(join(folder, key)), { recursive: true });
      await writeFile(join(folder, key), bytes);
    },
    get: (key) => readFile(join(folder, key)).catch(() => undefined),
    delete: (key) => rm(join(folder, key), { force: true }),
  };
}
