import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { describeStorage } from "@inhouse/storage-conformance/vitest";
import { lowdb } from "./lowdb.ts";

const folders = new WeakMap<Storage, string>();

function open(folder: string): Storage {
  // Small enough that the cases fill segments, overflow the cache and run into checkpoints.
  const storage = lowdb(folder, { cacheBytes: 50_000, journalBytes: 20_000 });
  folders.set(storage, folder);
  return storage;
}

function folderOf(storage: Storage): string {
  return folders.get(storage) ?? "";
}

describeStorage("lowdb", {
  create: () => open(mkdtempSync(join(tmpdir(), "inhouse-lowdb-"))),
  reopen: (closed) => open(folderOf(closed)),
  dispose: (closed) => rmSync(folderOf(closed), { recursive: true }),
});
