import { describe, expect, it } from "vitest";
import { closing, postgresUrl, testPool, testSchema } from "../testing/postgres-test.ts";
import { insert, tenant, thread } from "../testing/records.ts";
import { postgres } from "./pg-storage.ts";

describe.skipIf(postgresUrl === null)("records that must not exist, on a server", () => {
  const pool = testPool();

  it("lets one of two commits win of which each insists that there is not what the other adds", async () => {
    const storage = closing(postgres(pool, { schema: testSchema(pool) }));
    await storage.get(tenant, "thread", "none");
    for (let round = 0; round < 3; round++) {
      const ids = [`left_${round}`, `right_${round}`];
      const results = await Promise.allSettled(
        ids.map((id, index) =>
          storage.commit(tenant, [
            { type: "check", kind: "thread", id: ids[1 - index] ?? "", expectedVersion: 0 },
            insert(thread(id)),
          ]),
        ),
      );
      const found = await Promise.all(ids.map((id) => storage.get(tenant, "thread", id)));
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      for (const [index, result] of results.entries()) {
        expect(found[index] !== undefined).toBe(result.status === "fulfilled");
        if (result.status === "rejected") {
          expect(result.reason).toMatchObject({ code: "storage_conflict", kind: "thread" });
        }
      }
    }
  });

  it("leaves no trace of what it was that was not there", async () => {
    const schema = testSchema(pool);
    const storage = closing(postgres(pool, { schema }));
    await storage.commit(tenant, [
      { type: "check", kind: "thread", id: "absent", expectedVersion: 0 },
      { type: "check", kind: "run", id: "absent", expectedVersion: 0 },
      insert(thread("present")),
    ]);
    const { rows } = await pool.query(
      `select id from ${schema}.threads union all select id from ${schema}.runs`,
    );
    expect(rows).toEqual([{ id: "present" }]);
  });
});
