import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import type { FailingStorage, StorageSuite } from "@inhouse/storage-conformance/vitest";
import { describeStorage, describeStorageModel } from "@inhouse/storage-conformance/vitest";
import { folderStorage } from "./folder-storage.ts";
import { Layout } from "./layout.ts";
import { lowdb } from "./lowdb.ts";
import { systemClock } from "./system-clock.ts";
import { diskFaults, FailingDisk } from "./testing/failing-disk.ts";

const folders = new WeakMap<Storage, string>();

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "inhouse-lowdb-"));
}

function open(folder: string): Storage {
  // Small enough that the cases fill segments, overflow the cache and run into checkpoints.
  const storage = lowdb(folder, { cacheBytes: 50_000, journalBytes: 20_000 });
  folders.set(storage, folder);
  return storage;
}

function openFailing(folder: string): FailingStorage {
  const layout = new Layout(folder);
  const disk = new FailingDisk(layout);
  // Record files are brought up to date on closing only: a fault is never spent on work that nobody waits for.
  const options = { cacheBytes: 50_000, journalBytes: Number.POSITIVE_INFINITY };
  const idle = { idleMilliseconds: 1_000_000, clock: systemClock };
  const storage = folderStorage(disk, layout, { ...options, ...idle });
  folders.set(storage, folder);
  return {
    storage,
    faults: diskFaults,
    arm: (change, fault) => disk.arm(change, fault),
    disarm: () => disk.disarm(),
    survivor: () => openCopy(folder),
  };
}

/** What a process finds that comes after the death of the one which uses the folder. */
function openCopy(folder: string): Storage {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  const storage = lowdb(copy);
  const close = (): Promise<void> =>
    storage.close().finally(() => rmSync(copy, { recursive: true, force: true }));
  return { ...storage, close };
}

function folderOf(storage: Storage): string {
  return folders.get(storage) ?? "";
}

const suite: StorageSuite = {
  create: () => open(newFolder()),
  reopen: (closed) => open(folderOf(closed)),
  failing: () => openFailing(newFolder()),
  dispose: (closed) => rmSync(folderOf(closed), { recursive: true }),
};

describeStorage("lowdb", suite);

describeStorageModel("lowdb", suite, { runs: Number(process.env.MODEL_RUNS ?? 40) });
