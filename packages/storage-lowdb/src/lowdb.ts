import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Storage } from "@inhouse/contracts";
import { Disk } from "./disk.ts";
import { folderStorage } from "./folder-storage.ts";
import { Layout } from "./layout.ts";
import type { LowdbOptions } from "./lowdb-options.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Keeps everything in JSON files that a person can read, through lowdb. For one process: a second one that opens the
 * same folder is refused.
 *
 * The folder is opened, and made if need be, by the first call. As long as it cannot be opened, every call rejects: with
 * a `StorageLockedError` if somebody else uses it, with a `StorageCorruptError` that names the file if one is damaged.
 *
 * @param folder - the folder's path, or its `file:` URL
 * @param options - how the files are kept
 * @returns the storage
 */
export function lowdb(folder: string | URL, options: LowdbOptions = {}): Storage {
  const {
    durability = "process-safe",
    cacheBytes = 16 * 1024 * 1024,
    journalBytes = 1024 * 1024,
    idleMilliseconds = 1000,
    clock = systemClock,
  } = options;
  const layout = new Layout(folder instanceof URL ? fileURLToPath(folder) : resolve(folder));
  const disk = new Disk(layout.temporary, durability);
  return folderStorage(disk, layout, { cacheBytes, journalBytes, idleMilliseconds, clock });
}
