import "@inhouse/postgres-server/vitest";
import type { Storage } from "@inhouse/contracts";
import { schemaName } from "@inhouse/postgres-server";
import type { StorageSuite } from "@inhouse/storage-conformance/vitest";
import { describeStorage, describeStorageModel } from "@inhouse/storage-conformance/vitest";
import pg from "pg";
import { afterAll, describe, inject } from "vitest";
import type { PostgresPool } from "./postgres.ts";
import { postgres } from "./postgres.ts";
import { FailingPool } from "./testing/failing-pool.ts";
import { statementFaults } from "./testing/failing-steps.ts";

const url = inject("postgresUrl");

describe.skipIf(url === null)("on a server", () => {
  const pool = new pg.Pool({ connectionString: url ?? "", max: 8 });
  pool.on("error", () => {});
  afterAll(() => pool.end());
  const schemas = new WeakMap<Storage, string>();

  function open(schema: string, database: PostgresPool = pool): Storage {
    const storage = postgres(database, { schema });
    schemas.set(storage, schema);
    return storage;
  }

  const suite: StorageSuite = {
    create: () => open(schemaName()),
    reopen: (closed) => open(schemas.get(closed) ?? ""),
    another: (storage) => open(schemas.get(storage) ?? ""),
    failing() {
      const database = new FailingPool(pool);
      return {
        storage: open(schemaName(), database),
        faults: statementFaults,
        arm: (step, fault) => database.steps.arm(step, fault),
        disarm: () => database.steps.disarm(),
      };
    },
    async dispose(closed) {
      await pool.query(`drop schema if exists ${schemas.get(closed)} cascade`);
    },
  };

  describeStorage("postgres", suite);

  describeStorageModel("postgres", suite, { runs: 25 });
});
