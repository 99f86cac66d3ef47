import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import type { StorageSuite } from "@inhouse/storage-conformance/vitest";
import type { SqliteDatabase } from "../sqlite/sqlite-database.ts";
import { FailingDatabase } from "./failing-database.ts";
import { statementFaults } from "./failing-steps.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * The suite of an adapter for SQLite files, each in a folder of its own.
 *
 * @param open - opens a storage on a file or a connection
 * @param connect - opens a connection to a file, as a user would
 */
export function sqliteSuite(
  open: (database: string | SqliteDatabase) => Storage,
  connect: (path: string) => SqliteDatabase,
): StorageSuite {
  const folders = new WeakMap<Storage, string>();
  const connections = new WeakMap<Storage, SqliteDatabase>();
  const fileIn = (folder: string): string => join(folder, "inhouse.db");
  const folderOf = (storage: Storage): string => folders.get(storage) ?? "";
  const opened = (folder: string): Storage => {
    const storage = open(fileIn(folder));
    folders.set(storage, folder);
    return storage;
  };
  return {
    create: () => opened(temporaryFolder()),
    reopen: (closed) => opened(folderOf(closed)),
    another: (storage) => opened(folderOf(storage)),
    failing() {
      const folder = temporaryFolder();
      const connection = connect(fileIn(folder));
      // Nobody loses power here: the cases are many, and the disk is slow.
      connection.exec("pragma journal_mode = wal; pragma synchronous = off");
      const database = new FailingDatabase(connection);
      const storage = open(database);
      folders.set(storage, folder);
      connections.set(storage, connection);
      return {
        storage,
        faults: statementFaults,
        arm: (step, fault) => database.steps.arm(step, fault),
        disarm: () => database.steps.disarm(),
      };
    },
    dispose(closed) {
      connections.get(closed)?.close();
      rmSync(folderOf(closed), { recursive: true });
    },
  };
}
