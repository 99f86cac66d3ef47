import { readFile, writeFile } from "node:fs/promises";
import { StorageError, StorageLockedError, UnsupportedRuntimeError } from "@inhouse/contracts";
import type { Layout } from "./layout.ts";

/** The right to use a folder, held until it is released or the process dies. */
export interface FolderLock {
  release(): void;
}

/** SQLite's code for a file that somebody else has locked. */
const sqliteBusy = 5;

/**
 * Locks a folder for this process, or refuses.
 *
 * The lock is SQLite's, on an empty database file, because that is a lock of the operating system which every supported
 * runtime can take without a native add-on: it ends with the process that holds it, however that ends, so that nobody
 * has to guess from process ids or times whether a holder is still alive. A lock file with an id in it is not enough: ids
 * are used again, and two containers on one volume may both be process 1.
 *
 * @param layout - the folder, which must exist
 * @throws StorageLockedError if another process, or somebody else in this one, holds it
 * @throws UnsupportedRuntimeError if there is no `node:sqlite`
 */
export async function lockFolder(layout: Layout): Promise<FolderLock> {
  const { DatabaseSync } = await import("node:sqlite").catch((error: unknown) => {
    throw new UnsupportedRuntimeError("@inhouse/storage-lowdb", "node:sqlite", { cause: error });
  });
  const database = new DatabaseSync(layout.lock);
  try {
    database.exec("begin exclusive");
  } catch (error) {
    database.close();
    if (!isBusy(error)) {
      throw new StorageError(`'${layout.lock}' cannot be locked.`, "no", { cause: error });
    }
    throw new StorageLockedError(layout.folder, await readHolder(layout));
  }
  await writeFile(layout.holder, `${JSON.stringify({ processId: process.pid })}\n`);
  return { release: () => database.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
}

/** @returns who holds the folder, as far as is known: it may be about to say so */
async function readHolder(layout: Layout): Promise<number | null> {
  try {
    const holder: unknown = JSON.parse(await readFile(layout.holder, "utf8"));
    const id = (holder as { processId?: unknown } | null)?.processId;
    return typeof id === "number" ? id : null;
  } catch {
    return null;
  }
}
