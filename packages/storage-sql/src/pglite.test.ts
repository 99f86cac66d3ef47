import { rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { Storage } from "@inhouse/contracts";
import type { StorageSuite } from "@inhouse/storage-conformance/vitest";
import { describeStorage, describeStorageModel } from "@inhouse/storage-conformance/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PgliteDatabase } from "./pglite.ts";
import { pglite } from "./pglite.ts";
import { FailingPglite } from "./testing/failing-pglite.ts";
import { statementFaults } from "./testing/failing-steps.ts";
import { insert, tenant, thread } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

// It takes seconds to start, so that all cases share one; each has its own schema.
describe("in one database", () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, "data");
  let database: PGlite;
  beforeAll(async () => {
    const storage = pglite(dataDir);
    await storage.commit(tenant, [insert(thread("thread_1"))]);
    await storage.close();
    database = await PGlite.create(dataDir);
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it("keeps what a storage wrote that opened it itself", async () => {
    const storage = pglite(database, { migrate: "check" });
    expect(storage.capabilities).toEqual({ shared: false, durable: true });
    expect(await storage.get(tenant, "thread", "thread_1")).toEqual(thread("thread_1"));
    await storage.close();
    expect((await database.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("forgets what is in memory, and says so", async () => {
    for (const name of [undefined, "", "memory://mine"]) {
      const { capabilities, now, watch } = pglite(name);
      expect(capabilities).toEqual({ shared: false, durable: false });
      expect([now, watch]).toEqual([undefined, undefined]);
    }
  });

  const schemas = new WeakMap<Storage, string>();
  let made = 0;

  function open(schema: string, on: PgliteDatabase = database): Storage {
    const storage = pglite(on, { schema });
    schemas.set(storage, schema);
    return storage;
  }

  const suite: StorageSuite = {
    create: () => open(`case_${made++}`),
    reopen: (closed) => open(schemas.get(closed) ?? ""),
    failing() {
      const failing = new FailingPglite(database);
      return {
        storage: open(`case_${made++}`, failing),
        faults: statementFaults,
        arm: (step, fault) => failing.steps.arm(step, fault),
        disarm: () => failing.steps.disarm(),
      };
    },
    async dispose(closed) {
      await database.exec(`drop schema if exists ${schemas.get(closed)} cascade`);
    },
  };

  describeStorage("pglite", suite);

  describeStorageModel("pglite", suite, { runs: 10 });
});
