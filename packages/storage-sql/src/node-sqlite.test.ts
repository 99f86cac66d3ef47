import { DatabaseSync } from "node:sqlite";
import { describeStorage } from "@inhouse/storage-conformance/vitest";
import { sqlite } from "./node-sqlite.ts";
import { sqliteSuite } from "./testing/sqlite-suite.ts";

describeStorage(
  "sqlite in a file",
  sqliteSuite(
    (database) => sqlite(database),
    (path) => new DatabaseSync(path),
  ),
);

describeStorage("sqlite in memory", { create: () => sqlite(":memory:", { prefix: "" }) });
