import { describeStorage, describeStorageModel } from "@inhouse/storage-conformance/vitest";
import Database from "libsql";
import { libsql } from "./libsql.ts";
import { sqliteSuite } from "./testing/sqlite-suite.ts";

const suite = sqliteSuite(
  (database) => libsql(database),
  (path) => new Database(path),
);

describeStorage("libsql", suite);

describeStorageModel("libsql", suite, { runs: 20 });
