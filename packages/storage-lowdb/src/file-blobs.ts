import type { BlobStore } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
import type { Disk } from "./disk.ts";
import type { Layout } from "./layout.ts";

/** @returns blobs as files of a folder, each named by its key */
export function fileBlobs(disk: Disk, layout: Layout): BlobStore {
  return {
    put: (key, bytes) =>
      guard(key, "written", disk.replace(layout.blob(key), Uint8Array.from(bytes))),
    get: async (key) => {
      const bytes = await guard(key, "read", disk.readBytes(layout.blob(key)));
      return bytes === null ? undefined : new Uint8Array(bytes);
    },
    delete: (key) => guard(key, "deleted", disk.remove(layout.blob(key))),
  };
}

async function guard<Result>(key: string, verb: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw new StorageError(`The blob '${key}' could not be ${verb}.`, "unknown", { cause: error });
  }
}
