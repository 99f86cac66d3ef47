import type { Storage } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import type { FailingStorage, FaultSuite } from "../storage-suite.ts";

/** Puts a fault into a storage that fails. `kept` is the same content, and never fails. */
export type FailureSaboteur = (storage: Storage, kept: Storage) => Storage;

/** A suite of storages in memory that outlive their end and that fail: each call is a step, and a commit two. */
export function failingMemory(sabotage: FailureSaboteur = (storage) => storage): FaultSuite {
  const contents = new WeakMap<Storage, Storage>();
  return {
    create: memoryStorage,
    reopen: (closed) => ({ ...(contents.get(closed) ?? closed), close: async () => {} }),
    failing: () => {
      const kept = memoryStorage();
      const failing = failingStorage(kept);
      const storage = sabotage(failing.storage, kept);
      contents.set(storage, kept);
      return { ...failing, storage, survivor: () => ({ ...kept, close: async () => {} }) };
    },
  };
}

function failingStorage(kept: Storage): FailingStorage {
  let left = 0;
  let howToFail = "";
  let hasFailed = false;
  let closed = false;
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) throw new StorageError("This storage was closed.", "no");
    if (left === 0 || --left > 0) return work();
    hasFailed = true;
    if (howToFail === "refused") throw new StorageError("A step was refused.", "no");
    await work();
    throw new StorageError("Nobody knows whether a step was done.", "unknown");
  };
  const { blobs } = kept;
  const storage: Storage = {
    capabilities: { shared: false, durable: true },
    get: (...name) => step(() => kept.get(...name)),
    list: (query) => step(() => kept.list(query)),
    due: (query) => step(() => kept.due(query)),
    measure: (tenant) => step(() => kept.measure(tenant)),
    commit: async (tenant, writes) => {
      await step(async () => {});
      await step(() => kept.commit(tenant, writes));
    },
    blobs: {
      get: (key) => step(() => blobs.get(key)),
      put: (key, bytes) => step(() => blobs.put(key, bytes)),
      delete: (key) => step(() => blobs.delete(key)),
    },
    close: async () => {
      if (!closed)
        await step(async () => {}).finally(() => {
          closed = true;
        });
    },
  };
  return {
    storage,
    faults: ["refused", "done"],
    arm: (next, fault) => {
      left = next;
      howToFail = fault;
      hasFailed = false;
    },
    disarm: () => {
      left = 0;
      return hasFailed;
    },
  };
}
