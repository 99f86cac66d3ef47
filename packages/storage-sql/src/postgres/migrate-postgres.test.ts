import type { Storage } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import type { Migration } from "../migrations/migration.ts";
import type { MigrateMode } from "../migrations/migration-plan.ts";
import { migrationSql } from "../migrations/migration-sql.ts";
import { migrations } from "../migrations/migrations.ts";
import { tableLayouts } from "../tables/table-layout.ts";
import { closing, postgresUrl, testPool, testSchema } from "../testing/postgres-test.ts";
import { TestProcess } from "../testing/processes.ts";
import { insert, tenant, thread } from "../testing/records.ts";
import { postgres } from "./pg-storage.ts";
import { postgresSource } from "./postgres-source.ts";
import { postgresStorage } from "./postgres-storage.ts";

describe.skipIf(postgresUrl === null)("tables on a server", () => {
  const pool = testPool();

  function open(schema: string, migrate: MigrateMode, history: readonly Migration[]): Storage {
    return closing(postgresStorage(postgresSource(pool, {}), { schema, migrate }, history));
  }

  it("are made by one of two processes that start at once, and written by both", async () => {
    const writers = ["a", "b"].map(
      (name) =>
        new TestProcess("writer-process.ts", "postgres", postgresUrl ?? "", "two_", "60", name),
    );
    for (const writer of writers) writer.go();
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0]);
    const storage = closing(postgres(pool, { prefix: "two_", migrate: "check" }));
    const query = { kind: "message", parent: "shared", order: "asc", limit: 1000 } as const;
    const messages = await storage.list({ tenant, ...query });
    expect(messages.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 120 }, (_, index) => index),
    );
    const tables = [
      ...Object.values(tableLayouts).map(({ table }) => table),
      "blobs",
      "migrations",
    ];
    await pool.query(`drop table ${tables.map((table) => `two_${table}`).join(", ")}`);
  });

  it("are those that the kinds ask for", async () => {
    const schema = testSchema(pool);
    await open(schema, "auto", migrations).get(tenant, "thread", "none");
    for (const { table, columns } of Object.values(tableLayouts)) {
      const { rows } = await pool.query(
        "select column_name as name from information_schema.columns where table_schema = $1 and table_name = $2 order by ordinal_position",
        [schema, table],
      );
      expect(
        rows.map(({ name }) => name),
        table,
      ).toEqual(columns);
    }
  });

  it("are brought up to date with what is in them, and then refused by older versions", async () => {
    const schema = testSchema(pool);
    const later: Migration = {
      version: 2,
      name: "a mark for the test",
      statements: () => [
        `alter table ${schema}.threads add column mark text`,
        `update ${schema}.threads set mark = 'old'`,
      ],
    };
    const record = thread("thread_1");
    await open(schema, "auto", migrations).commit(tenant, [insert(record)]);
    const second = open(schema, "auto", [...migrations, later]);
    expect(await second.get(tenant, "thread", "thread_1")).toEqual(record);
    const { rows } = await pool.query(`select mark from ${schema}.threads`);
    expect(rows).toEqual([{ mark: "old" }]);
    for (const mode of ["auto", "check"] as const) {
      const older = open(schema, mode, migrations);
      await expect(older.get(tenant, "thread", "thread_1")).rejects.toMatchObject({
        code: "storage_version",
        found: 2,
        supported: 1,
      });
    }
  });

  it("stay as they were when a migration fails", async () => {
    const schema = testSchema(pool);
    await open(schema, "auto", migrations).get(tenant, "thread", "none");
    const statements = (): string[] => [`create table ${schema}.half (id text)`, "nonsense"];
    const broken: Migration = { version: 2, name: "broken", statements };
    const storage = open(schema, "auto", [...migrations, broken]);
    await expect(storage.get(tenant, "thread", "none")).rejects.toThrow("syntax error");
    const { rows } = await pool.query("select to_regclass($1) as half", [`${schema}.half`]);
    expect(rows).toEqual([{ half: null }]);
    expect(await open(schema, "check", migrations).get(tenant, "thread", "none")).toBeUndefined();
  });

  it("are checked without making any, and can be made by hand", async () => {
    const schema = testSchema(pool);
    const storage = open(schema, "check", migrations);
    await expect(storage.get(tenant, "thread", "none")).rejects.toMatchObject({
      code: "storage_version",
      found: 0,
    });
    const { rows } = await pool.query("select to_regnamespace($1) as found", [schema]);
    expect(rows).toEqual([{ found: null }]);
    await pool.query(await migrationSql("postgres", { schema }));
    await storage.commit(tenant, [insert(thread("thread_1"))]);
  });
});
