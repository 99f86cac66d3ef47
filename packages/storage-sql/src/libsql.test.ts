import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { describeStorage } from "@inhouse/storage-conformance/vitest";
import { libsql } from "./libsql.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const folders = new WeakMap<Storage, string>();

function open(folder: string): Storage {
  const storage = libsql(join(folder, "inhouse.db"));
  folders.set(storage, folder);
  return storage;
}

function folderOf(storage: Storage): string {
  return folders.get(storage) ?? "";
}

describeStorage("libsql", {
  create: () => open(temporaryFolder()),
  reopen: (closed) => open(folderOf(closed)),
  dispose: (closed) => rmSync(folderOf(closed), { recursive: true }),
});
