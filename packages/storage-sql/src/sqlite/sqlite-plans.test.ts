import { DatabaseSync } from "node:sqlite";
import type { ListQuery } from "@inhouse/contracts";
import { expect, it } from "vitest";
import { FailingDatabase } from "../testing/failing-database.ts";
import { insert, tenant, thread } from "../testing/records.ts";
import { fill, turn } from "../testing/turn.ts";
import { sqlite } from "./node-sqlite-storage.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** Remembers every statement about a record. */
function remembering(inner: DatabaseSync, statements: Set<string>): SqliteDatabase {
  const database = new FailingDatabase(inner);
  const prepare = database.prepare.bind(database);
  database.prepare = (sql) => {
    if (/^(select|update|delete|insert) /.test(sql)) statements.add(sql);
    return prepare(sql);
  };
  return database;
}

it("finds records by an index and in order, whatever it is asked", async () => {
  const inner = new DatabaseSync(":memory:");
  const statements = new Set<string>();
  const storage = sqlite(remembering(inner, statements));
  const record = thread("thread_1");
  await storage.commit(tenant, [insert(record)]);
  await fill(storage, record, 0, 300);
  statements.clear();
  await turn(storage, record, 1000);
  const place = { sequence: 5, id: "x" };
  for (const kind of ["message", "run"] as const) {
    for (const order of ["asc", "desc"] as const) {
      const query: ListQuery = { tenant, kind, parent: "thread_1", order, limit: 9 };
      const key = { name: kind === "run" ? "status" : "runId", value: "" };
      for (const one of [query, { ...query, key }]) {
        await storage.list(one);
        await storage.list({ ...one, after: place });
        await storage.list({ ...one, before: place });
        await storage.list({ ...one, after: place, before: place });
      }
    }
    await storage.get(tenant, kind, "x");
    await storage.due({ kind, at: 5, limit: 5 });
  }
  await storage.list({ tenant, kind: "thread", parent: "", order: "desc", limit: 9 });
  await storage.commit(tenant, [
    { type: "check", kind: "run", id: "x", expectedVersion: 0 },
    { type: "delete_partition", partition: "thread_1" },
  ]);
  await storage.close();
  expect(statements.size).toBeGreaterThan(40);
  for (const sql of statements) {
    const plan = inner
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => detail);
    for (const detail of plan) {
      expect(detail, `${sql}: ${plan}`).not.toMatch(/^SCAN|TEMP B-TREE/);
    }
  }
});
