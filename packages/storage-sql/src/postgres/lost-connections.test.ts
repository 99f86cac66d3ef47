import type { StorageWrite } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { FailingPool } from "../testing/failing-pool.ts";
import {
  closing,
  namedUrl,
  postgresUrl,
  terminate,
  testPool,
  testSchema,
} from "../testing/postgres-test.ts";
import { insert, message, tenant, thread, update } from "../testing/records.ts";
import { postgres } from "./pg-storage.ts";

describe.skipIf(postgresUrl === null)("a server that ends connections", () => {
  const pool = testPool();
  const own = testPool();

  it("is read from again at once when those at rest are ended", async () => {
    const name = "ended at rest";
    const storage = closing(postgres(namedUrl(name), { schema: testSchema(pool) }));
    const record = thread("thread_1");
    await storage.commit(tenant, [insert(record)]);
    for (let time = 0; time < 5; time++) {
      expect(await terminate(pool, name)).toBeGreaterThan(0);
      expect(await storage.get(tenant, "thread", "thread_1")).toEqual(record);
    }
  });

  it("does no harm to the process when a connection fails on its way out of the pool", async () => {
    const storage = closing(postgres(own, { schema: testSchema(pool) }));
    await storage.get(tenant, "thread", "thread_1");
    let failures = 0;
    own.on("acquire", (client) => {
      // The pool has let go of it then, and nobody else has it yet.
      queueMicrotask(() => {
        failures++;
        client.emit("error", new Error("terminating connection due to administrator command"));
      });
    });
    await storage.get(tenant, "thread", "thread_1");
    expect(failures).toBe(1);
  });

  it("leaves a commit unknown that it ended the connection of, and takes the next", async () => {
    const name = "ended in a commit";
    const schema = testSchema(pool);
    const storage = closing(postgres(namedUrl(name), { schema }));
    const record = thread("thread_1");
    await storage.commit(tenant, [insert(record)]);
    const holder = await pool.connect();
    await holder.query(`begin; select 1 from ${schema}.threads for update`);
    const commit = storage.commit(tenant, [update(record), insert(message("thread_1", 1))]);
    const outcome = expect(commit).rejects.toMatchObject({ code: "storage", committed: "unknown" });
    const waiting = "wait_event_type = 'Lock'";
    await expect.poll(() => terminate(pool, name, waiting)).toBe(1);
    await outcome;
    await holder.query("rollback");
    holder.release();
    expect(await storage.get(tenant, "thread", "thread_1")).toEqual(record);
    await storage.commit(tenant, [update(record), insert(message("thread_1", 1))]);
  });

  it("leaves nothing of a transaction that it ended before the commit", async () => {
    const failing = new FailingPool(pool);
    const storage = closing(postgres(failing, { schema: testSchema(pool) }));
    const record = thread("thread_1");
    await storage.commit(tenant, [insert(record), insert(message("thread_1", 1))]);
    const batch: readonly StorageWrite[] = [
      insert(thread("thread_2")),
      { type: "check", kind: "thread", id: "thread_3", expectedVersion: 0 },
      { type: "delete_partition", partition: "thread_1" },
    ];
    const outcomes: string[] = [];
    for (let step = 1; ; step++) {
      let left = step;
      let isCommit = false;
      failing.beforeStep = async (client) => {
        if (left === 0 || --left > 0) return;
        const { rows } = await client.query("select pg_backend_pid() as pid");
        await pool.query("select pg_terminate_backend($1, 5000)", [Object(rows[0]).pid]);
        isCommit = true;
      };
      const failure = await storage.commit(tenant, batch).then(
        () => null,
        (error) => error,
      );
      failing.beforeStep = async () => {};
      if (failure === null) break;
      expect(failure).toMatchObject({ code: "storage" });
      expect(isCommit).toBe(true);
      outcomes.push(failure.committed);
      expect(await storage.get(tenant, "thread", "thread_1")).toEqual(record);
      expect(await storage.get(tenant, "thread", "thread_2")).toBeUndefined();
    }
    // Begin, reserve and release, write, delete twice; then commit.
    expect(outcomes).toEqual(["no", "no", "no", "no", "no", "no", "unknown"]);
    expect(await storage.get(tenant, "thread", "thread_1")).toBeUndefined();
  });

  it("is one that cannot be reached, and says so", async () => {
    const storage = postgres("postgres://127.0.0.1:1/none");
    await expect(storage.get(tenant, "thread", "t")).rejects.toMatchObject({ code: "storage" });
    const commit = storage.commit(tenant, [insert(thread("t"))]);
    await expect(commit).rejects.toMatchObject({ committed: "no" });
    await storage.close();
  });
});
