import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { describeStorage } from "@inhouse/storage-conformance/vitest";
import { sqlite } from "./node-sqlite.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const folders = new WeakMap<Storage, string>();

function open(folder: string): Storage {
  const storage = sqlite(join(folder, "inhouse.db"));
  folders.set(storage, folder);
  return storage;
}

function folderOf(storage: Storage): string {
  return folders.get(storage) ?? "";
}

describeStorage("sqlite in a file", {
  create: () => open(temporaryFolder()),
  reopen: (closed) => open(folderOf(closed)),
  dispose: (closed) => rmSync(folderOf(closed), { recursive: true }),
});

describeStorage("sqlite in memory", { create: () => sqlite(":memory:", { prefix: "" }) });
