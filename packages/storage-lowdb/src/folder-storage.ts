import type { Clock, Storage } from "@inhouse/contracts";
import type { Disk } from "./disk.ts";
import { fileBlobs } from "./file-blobs.ts";
import { FolderSession } from "./folder-session.ts";
import { IdleTimer } from "./idle-timer.ts";
import type { Layout } from "./layout.ts";
import type { FileStoreOptions } from "./open-file-store.ts";
import { openFileStore } from "./open-file-store.ts";

/** How a folder is used, and when it is brought up to date. */
export interface FolderStorageOptions extends FileStoreOptions {
  /** How long nothing must be committed until the record files are brought up to date, in milliseconds. */
  readonly idleMilliseconds: number;
  readonly clock: Clock;
}

/** @returns the storage in a folder, which is opened by the first call */
export function folderStorage(disk: Disk, layout: Layout, options: FolderStorageOptions): Storage {
  const blobs = fileBlobs(disk, layout);
  const session = new FolderSession(layout.folder, () => openFileStore(disk, layout, options));
  const idle = new IdleTimer(options.clock, options.idleMilliseconds, () => {
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
