import { DatabaseSync } from "node:sqlite";
import type { Storage } from "@inhouse/contracts";
import { expect, it } from "vitest";
import type { Migration } from "../migrations/migration.ts";
import type { MigrateMode } from "../migrations/migration-plan.ts";
import { migrationSql } from "../migrations/migration-sql.ts";
import { migrations } from "../migrations/migrations.ts";
import { tableLayouts } from "../tables/table-layout.ts";
import { insert, tenant, thread } from "../testing/records.ts";
import { sqlite } from "./node-sqlite-storage.ts";
import { sqliteSource } from "./sqlite-source.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

const later: Migration = {
  version: 2,
  name: "a mark for the test",
  statements: ({ table }) => [
    `alter table "${table("threads")}" add column mark text`,
    `update "${table("threads")}" set mark = 'old'`,
  ],
};

function open(database: DatabaseSync, mode: MigrateMode, history: readonly Migration[]): Storage {
  const source = sqliteSource(database, {}, () => Promise.reject(new Error("Nothing to load.")));
  return sqliteStorage(source, { migrate: mode }, history);
}

function versions(database: DatabaseSync): unknown[] {
  return database.prepare("select version, name from inhouse_migrations order by version").all();
}

it("makes the tables that the kinds ask for", async () => {
  const database = new DatabaseSync(":memory:");
  const storage = sqlite(database);
  await storage.get(tenant, "thread", "none");
  for (const { table, columns } of Object.values(tableLayouts)) {
    const found = database.prepare(`pragma table_info(inhouse_${table})`).all();
    expect(
      found.map(({ name }) => name),
      table,
    ).toEqual(columns);
  }
  await storage.close();
  database.close();
});

it("brings older tables up to date, keeps what is in them, and is then refused by older versions", async () => {
  const database = new DatabaseSync(":memory:");
  const record = thread("thread_1");
  const first = open(database, "auto", migrations);
  await first.commit(tenant, [insert(record)]);
  await first.close();
  const second = open(database, "auto", [...migrations, later]);
  expect(await second.get(tenant, "thread", "thread_1")).toEqual(record);
  await second.close();
  expect(database.prepare("select mark from inhouse_threads").get()).toEqual({ mark: "old" });
  expect(versions(database)).toEqual([
    { version: 1, name: "first tables" },
    { version: 2, name: "a mark for the test" },
  ]);
  for (const mode of ["auto", "check"] as const) {
    const older = open(database, mode, migrations);
    const refusal = { code: "storage_version", found: 2, supported: 1 };
    await expect(older.get(tenant, "thread", "thread_1")).rejects.toMatchObject(refusal);
    await expect(older.commit(tenant, [insert(thread("t"))])).rejects.toMatchObject(refusal);
    await older.close();
  }
  expect(versions(database)).toHaveLength(2);
  database.close();
});

it("leaves the tables as they were when a migration fails", async () => {
  const database = new DatabaseSync(":memory:");
  await open(database, "auto", migrations).get(tenant, "thread", "none");
  const broken: Migration = {
    ...later,
    statements: () => ["create table half (id text)", "nonsense"],
  };
  const storage = open(database, "auto", [...migrations, broken]);
  await expect(storage.get(tenant, "thread", "none")).rejects.toThrow("syntax error");
  expect(versions(database)).toHaveLength(1);
  expect(database.prepare("select name from sqlite_master where name = 'half'").all()).toEqual([]);
  database.close();
});

it("checks without changing anything, or does not look", async () => {
  const database = new DatabaseSync(":memory:");
  const checking = open(database, "check", migrations);
  const refusal = { code: "storage_version", found: 0, supported: 1 };
  await expect(checking.get(tenant, "thread", "none")).rejects.toMatchObject(refusal);
  expect(database.prepare("select name from sqlite_master").all()).toEqual([]);
  await open(database, "auto", migrations).get(tenant, "thread", "none");
  expect(await checking.get(tenant, "thread", "none")).toBeUndefined();
  const blind = open(database, "off", [...migrations, later]);
  expect(await blind.get(tenant, "thread", "none")).toBeUndefined();
  expect(versions(database)).toHaveLength(1);
  database.close();
});

it("writes down the migrations for people who run them by hand", async () => {
  const database = new DatabaseSync(":memory:");
  database.exec(await migrationSql("sqlite", { prefix: "mine_" }));
  const storage = sqlite(database, { prefix: "mine_", migrate: "check" });
  await storage.commit(tenant, [insert(thread("thread_1"))]);
  await storage.close();
  database.close();
  await expect(migrationSql("sqlite", { schema: "s" })).rejects.toThrow("'schema' must be");
});
