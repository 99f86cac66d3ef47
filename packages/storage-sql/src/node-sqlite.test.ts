import { DatabaseSync } from "node:sqlite";
import { describeStorage, describeStorageModel } from "@inhouse/storage-conformance/vitest";
import { sqlite } from "./node-sqlite.ts";
import { sqliteSuite } from "./testing/sqlite-suite.ts";

const suite = sqliteSuite(
  (database) => sqlite(database),
  (path) => new DatabaseSync(path),
);

describeStorage("sqlite in a file", suite);

describeStorageModel("sqlite in a file", suite, { runs: 40 });

describeStorage("sqlite in memory", { create: () => sqlite(":memory:", { prefix: "" }) });
