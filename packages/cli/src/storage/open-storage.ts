import type { Storage } from "@inhouse/contracts";
import type { StorageAddress } from "./storage-address.ts";

/**
 * @param address - where everything is kept
 * @returns the storage; only its own package is loaded
 */
export async function openStorage(address: StorageAddress): Promise<Storage> {
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
