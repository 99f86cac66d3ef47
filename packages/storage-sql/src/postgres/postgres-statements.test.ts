import type { ListQuery } from "@inhouse/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { FailingPool } from "../testing/failing-pool.ts";
import { postgresUrl, testPool, testSchema } from "../testing/postgres-test.ts";
import { insert, log, message, run, tenant, thread } from "../testing/records.ts";
import { fill, turn } from "../testing/turn.ts";
import { postgres } from "./pg-storage.ts";

describe.skipIf(postgresUrl === null)("statements on a server", () => {
  const pool = testPool();
  const schema = testSchema(pool, afterAll);
  const counting = new FailingPool(pool);
  const storage = postgres(counting, { schema });
  let record = thread("thread_1");
  afterAll(() => storage.close());

  it("writes a turn with two, at message 10 as at message 10,000", async () => {
    await storage.commit(tenant, [insert(record)]);
    const counts: number[] = [];
    for (const [from, to] of [
      [0, 10],
      [20, 10_000],
    ] as const) {
      await fill(storage, record, from, to);
      const before = counting.steps.count;
      record = await turn(storage, record, to);
      counts.push(counting.steps.count - before);
    }
    expect(counts).toEqual([2, 2]);
  });

  it("finds records by an index and in order, whatever it is asked", async () => {
    counting.texts.length = 0;
    record = await turn(storage, record, 20_000);
    const place = { sequence: 5, id: "x" };
    for (const order of ["asc", "desc"] as const) {
      const query: ListQuery = { tenant, kind: "message", parent: "thread_1", order, limit: 9 };
      for (const one of [query, { ...query, key: { name: "runId", value: "" } }]) {
        await storage.list(one);
        await storage.list({ ...one, after: place });
        await storage.list({ ...one, before: place });
        await storage.list({ ...one, after: place, before: place });
      }
    }
    await storage.list({ tenant, kind: "thread", parent: "", order: "desc", limit: 9 });
    await storage.get(tenant, "run", "x");
    await storage.due({ kind: "run", at: 5, limit: 5 });
    await storage.commit(tenant, [
      { type: "check", kind: "run", id: "x", expectedVersion: 0 },
      { type: "delete_partition", partition: "thread_none" },
    ]);
    const statements = new Set(
      counting.texts.filter((text) => /^(select .* from|with|delete|insert) /.test(text)),
    );
    expect(statements.size).toBeGreaterThan(22);
    const client = await pool.connect();
    await client.query(`analyze; set enable_seqscan = off`);
    for (const text of statements) {
      if (text.includes("pg_notify")) continue;
      const { rows } = await client.query(`explain (generic_plan, costs off) ${text}`);
      const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
      expect(plan, text).not.toContain("Seq Scan");
      if (text.includes("limit")) expect(plan, text).not.toMatch(/^\s*(->\s*)?Sort/m);
    }
    client.release(true);
  });

  it("keeps rows that a person can read, with the text of values as it was", async () => {
    const one = run("thread_9", 4, { dueAt: 99, value: { z: "\u0000\ud800", a: 1.0 } });
    const said = message("thread_9", 3, { keys: { runId: one.id } });
    await storage.commit(tenant, [insert(one), insert(said), insert(log(one, 0))]);
    const { rows: runs } = await pool.query(
      `select tenant, id, thread_id, status, version, sequence::int, due_at::int, value::text, created_at from ${schema}.runs where thread_id = 'thread_9'`,
    );
    const { created_at, ...rest } = runs[0] ?? {};
    expect(created_at).toBeInstanceOf(Date);
    expect(rest).toMatchObject({ tenant, id: one.id, thread_id: "thread_9", status: "queued" });
    expect(rest).toMatchObject({
      sequence: 4,
      due_at: 99,
      value: String.raw`{"z":"\u0000\ud800","a":1}`,
    });
    expect(await storage.get(tenant, "run", one.id)).toEqual(one);
    const { rows: logs } = await pool.query(
      `select thread_id, run_id from ${schema}.run_logs where thread_id = 'thread_9'`,
    );
    expect(logs).toEqual([{ thread_id: "thread_9", run_id: one.id }]);
  });

  it("leaves a pool that was handed in open", async () => {
    await storage.close();
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    expect(() => postgres(pool, { maxConnections: 3 })).toThrow("'maxConnections' must be");
    expect(() => postgres(pool, { schema: "pg_mine" })).toThrow("'schema' must be");
  });
});
