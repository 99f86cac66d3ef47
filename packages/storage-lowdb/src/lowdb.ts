import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Storage } from "@inhouse/contracts";
import { Disk } from "./disk.ts";
import { fileBlobs } from "./file-blobs.ts";
import { FolderSession } from "./folder-session.ts";
import { IdleTimer } from "./idle-timer.ts";
import { Layout } from "./layout.ts";
import type { LowdbOptions } from "./lowdb-options.ts";
import { openFileStore } from "./open-file-store.ts";
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
  const blobs = fileBlobs(disk, layout);
  const session = new FolderSession(layout.folder, () =>
    openFileStore(disk, layout, { cacheBytes, journalBytes }),
  );
  const idle = new IdleTimer(clock, idleMilliseconds, () => {
    // What fails here fails again when the storage is closed, which tells.
    session.use((store) => store.checkpoint()).catch(() => {});
  });
  return {
    capabilities: { shared: false, durable: true },
    blobs: {
      put: (key, bytes) => session.use(() => blobs.put(key, bytes)),
      get: (key) => session.use(() => blobs.get(key)),
      delete: (key) => session.use(() => blobs.delete(key)),
    },
    get: (tenant, kind, id) => session.use((store) => store.get(tenant, kind, id)),
    list: (query) => session.use((store) => store.list(query)),
    due: (query) => session.use((store) => store.due(query)),
    measure: (tenant) => session.use((store) => store.measure(tenant)),
    async commit(tenant, writes) {
      await session.use((store) => store.commit(tenant, writes));
      idle.touch();
    },
    close() {
      idle.stop();
      return session.close();
    },
  };
}
