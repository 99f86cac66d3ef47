import { nextTurn } from "./concurrency.ts";
import type { Saboteurs } from "./faults.ts";
import { blobsBecome } from "./faults.ts";

export const blobSaboteurs: Saboteurs = {
  "reads undefined where there are no bytes": blobsBecome((blobs) => ({
    get: async (key) => (await blobs.get(key)) ?? new Uint8Array(),
  })),
  "gives back the bytes of a blob": blobsBecome((blobs) => ({
    put: (key, bytes) => blobs.put(key, new TextEncoder().encode(new TextDecoder().decode(bytes))),
  })),
  "replaces the bytes of a blob": blobsBecome((blobs) => ({
    put: async (key, bytes) => {
      if ((await blobs.get(key)) === undefined) await blobs.put(key, bytes);
    },
  })),
  "deletes a blob, and takes the deletion of none as done": blobsBecome(() => ({
    delete: async () => {},
  })),
  "keeps an empty blob": blobsBecome((blobs) => ({
    get: async (key) => {
      const bytes = await blobs.get(key);
      return bytes?.length === 0 ? undefined : bytes;
    },
  })),
  "keeps a blob of three megabytes": blobsBecome((blobs) => ({
    put: (key, bytes) => blobs.put(key, bytes.subarray(0, 1_000_000)),
  })),
  "shows a blob as a whole while it is replaced": blobsBecome((blobs) => ({
    put: async (key, bytes) => {
      await blobs.put(key, bytes.subarray(0, bytes.length / 2));
      await nextTurn();
      await blobs.put(key, bytes);
    },
  })),
  "keeps its own copy of a blob": blobsBecome(() => {
    const handedIn = new Map<string, Uint8Array>();
    return {
      put: async (key, bytes) => void handedIn.set(key, bytes),
      get: async (key) => handedIn.get(key),
    };
  }),
  "stores the part of a buffer that it was handed": blobsBecome((blobs) => ({
    put: (key, bytes) => blobs.put(key, new Uint8Array(bytes.buffer)),
  })),
  "keeps blobs apart whose keys differ in case or depth only": blobsBecome((blobs) => ({
    put: (key, bytes) => blobs.put(key.toLowerCase(), bytes),
    get: (key) => blobs.get(key.toLowerCase()),
  })),
};
