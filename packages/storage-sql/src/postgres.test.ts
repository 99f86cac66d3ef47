import "@inhouse/postgres-server/vitest";
import type { Storage } from "@inhouse/contracts";
import { schemaName } from "@inhouse/postgres-server";
import { describeStorage } from "@inhouse/storage-conformance/vitest";
import pg from "pg";
import { afterAll, describe, inject } from "vitest";
import { postgres } from "./postgres.ts";

const url = inject("postgresUrl");

describe.skipIf(url === null)("on a server", () => {
  const pool = new pg.Pool({ connectionString: url ?? "", max: 4 });
  pool.on("error", () => {});
  afterAll(() => pool.end());
  const schemas = new WeakMap<Storage, string>();

  function open(schema: string): Storage {
    const storage = postgres(pool, { schema });
    schemas.set(storage, schema);
    return storage;
  }

  describeStorage("postgres", {
    create: () => open(schemaName()),
    reopen: (closed) => open(schemas.get(closed) ?? ""),
    async dispose(closed) {
      await pool.query(`drop schema if exists ${schemas.get(closed)} cascade`);
    },
  });
});
