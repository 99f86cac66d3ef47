import type { BlobStore } from "@inhouse/contracts";

/**
 * @param assertOpen - throws after the storage was closed
 * @returns blobs in this process
 */
export function memoryBlobs(assertOpen: () => void): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    async put(key, bytes) {
      assertOpen();
      blobs.set(key, Uint8Array.from(bytes));
    },
    async get(key) {
      assertOpen();
      const bytes = blobs.get(key);
      return bytes === undefined ? undefined : Uint8Array.from(bytes);
    },
    async delete(key) {
      assertOpen();
      blobs.delete(key);
    },
  };
}
