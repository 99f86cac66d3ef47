import type { Storage } from "@inhouse/contracts";
import { describe, it } from "vitest";
import { storageCases, storageReopenCases } from "./storage-cases.ts";

/** How the suite comes by the storage under test. */
export interface StorageSuite {
  /**
   * Makes an empty storage that shares nothing with those made before.
   *
   * @returns the storage, which the suite closes
   */
  create(): Storage | Promise<Storage>;

  /**
   * Opens again what a storage kept; given by durable storages, absent for others.
   *
   * @param closed - a storage of `create`, closed
   * @returns another storage with the same content, which the suite closes
   */
  reopen?(closed: Storage): Storage | Promise<Storage>;

  /**
   * Removes what a storage left behind; absent: nothing to remove.
   *
   * @param closed - a storage of `create`, closed
   */
  dispose?(closed: Storage): void | Promise<void>;
}

/**
 * Registers the whole suite with vitest.
 *
 * @param name - how the adapter is called in test reports
 * @param suite - how to make the storage under test
 */
export function describeStorage(name: string, suite: StorageSuite): void {
  describe(name, () => {
    for (const { name: promise, run } of storageCases) {
      it(promise, () => withStorage(suite, run));
    }
    const { reopen } = suite;
    if (reopen === undefined) return;
    for (const { name: promise, write, read } of storageReopenCases) {
      it(promise, () =>
        withStorage(suite, async (storage) => {
          await write(storage);
          await storage.close();
          const reopened = await reopen.call(suite, storage);
          await read(reopened).finally(() => reopened.close());
        }),
      );
    }
  });
}

async function withStorage(
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
