import { PGlite } from "@electric-sql/pglite";
import type { Storage } from "@inhouse/contracts";
import { describeStorage } from "@inhouse/storage-conformance/vitest";
import { afterAll, beforeAll, describe } from "vitest";
import { pglite } from "./pglite.ts";

// It takes seconds to start, so that all cases share one; each has its own schema.
describe("in one database", () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await PGlite.create();
  }, 120_000);
  afterAll(() => database.close());
  const schemas = new WeakMap<Storage, string>();
  let made = 0;

  function open(schema: string): Storage {
    const storage = pglite(database, { schema });
    schemas.set(storage, schema);
    return storage;
  }

  describeStorage("pglite", {
    create: () => open(`case_${made++}`),
    reopen: (closed) => open(schemas.get(closed) ?? ""),
    async dispose(closed) {
      await database.exec(`drop schema if exists ${schemas.get(closed)} cascade`);
    },
  });
});
