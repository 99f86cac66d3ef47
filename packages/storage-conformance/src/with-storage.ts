import type { Storage } from "@inhouse/contracts";
import type { StorageSuite } from "./storage-suite.ts";

/** Works with a new storage, and closes and removes it in the end. */
export async function withStorage(
  suite: StorageSuite,
  work: (storage: Storage) => Promise<void>,
): Promise<void> {
  const storage = await suite.create();
  try {
    await work(storage);
  } finally {
    await storage.close();
    await suite.dispose?.(storage);
  }
}
