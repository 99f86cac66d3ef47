import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { lowdb } from "@inhouse/storage-lowdb";

/** A storage in a folder that goes with it. */
export interface TemporaryLowdb extends AsyncDisposable {
  readonly storage: Storage;
  /** @returns the storage anew, once the one before it was closed */
  reopen(): Storage;
}

/** @returns an empty storage of JSON files; disposing it closes it and deletes its folder */
export async function temporaryLowdb(): Promise<TemporaryLowdb> {
  const folder = await mkdtemp(join(tmpdir(), "inhouse-bench-"));
  let storage = lowdb(folder);
  return {
    get storage() {
      return storage;
    },
    reopen() {
      storage = lowdb(folder);
      return storage;
    },
    async [Symbol.asyncDispose]() {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
