import type { Storage } from "@inhouse/contracts";
import type { StorageAddress } from "./storage-address.ts";

/**
 * @param address - where everything is kept
 * @returns the storage; only its own package is loaded
 */
async function openStorage(address: StorageAddress): Promise<Storage> {
  switch (address.kind) {
    case "memory": {
      const { memoryStorage } = await import("@inhouse/storage-memory");
      return memoryStorage();
    }
    case "lowdb": {
      const { lowdb } = await import("@inhouse/storage-lowdb");
      return lowdb(address.folder);
    }
    case "sqlite": {
      const { sqlite } = await import("@inhouse/storage-sql/node-sqlite");
      return sqlite(address.file);
    }
    case "postgres": {
      const { postgres } = await import("@inhouse/storage-sql/postgres");
      return postgres(address.url);
    }
  }
}

/**
 * @param address - where everything is kept
 * @param open - makes what the storage is for, and closes it together with that
 * @returns what was made; if that fails, the storage is closed again
 */
export async function withStorage<Result>(
  address: StorageAddress,
  open: (storage: Storage) => Result | Promise<Result>,
): Promise<Result> {
  const storage = await openStorage(address);
  try {
    return await open(storage);
  } catch (error) {
    await storage.close();
    throw error;
  }
}
