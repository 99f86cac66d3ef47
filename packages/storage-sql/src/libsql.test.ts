import { describeStorage } from "@inhouse/storage-conformance/vitest";
import Database from "libsql";
import { libsql } from "./libsql.ts";
import { sqliteSuite } from "./testing/sqlite-suite.ts";

describeStorage(
  "libsql",
  sqliteSuite(
    (database) => libsql(database),
    (path) => new Database(path),
  ),
);
