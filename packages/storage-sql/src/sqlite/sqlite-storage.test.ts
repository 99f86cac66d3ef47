import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { systemClock } from "../session/system-clock.ts";
import { insert, log, message, run, tenant, thread } from "../testing/records.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { sqlite } from "./node-sqlite-storage.ts";
import { openDatabase } from "./open-database.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function newFile(): string {
  return join(folder, `${files++}.db`);
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
}

describe("a connection that was handed in", () => {
  it("stays open, and is used as it is set up", async () => {
    const database = new DatabaseSync(newFile());
    database.exec("pragma synchronous = full; create table mine (id text)");
    const storage = sqlite(database);
    await storage.commit(tenant, [insert(thread("thread_1"))]);
    await storage.close();
    expect(pragma(database, "journal_mode")).toBe("delete");
    expect(pragma(database, "synchronous")).toBe(2);
    expect(database.prepare("select id from inhouse_threads").all()).toEqual([{ id: "thread_1" }]);
    database.close();
  });

  it("is not written to inside a transaction of its owner, which stays what it was", async () => {
    const database = new DatabaseSync(":memory:");
    database.exec("create table mine (id text)");
    const storage = sqlite(database);
    await storage.get(tenant, "thread", "none");
    database.exec("begin; insert into mine values ('a')");
    const commit = storage.commit(tenant, [insert(thread("thread_1"))]);
    await expect(commit).rejects.toMatchObject({ code: "storage", committed: "no" });
    database.exec("commit");
    expect(database.prepare("select id from mine").all()).toEqual([{ id: "a" }]);
    await storage.commit(tenant, [insert(thread("thread_1"))]);
    await storage.close();
    database.close();
  });

  it("is not set up anew", () => {
    const database = new DatabaseSync(":memory:");
    expect(() => sqlite(database, { durability: "power-safe" })).toThrow("'durability' must be");
    expect(() => sqlite(database, { exclusive: true })).toThrow("'exclusive' must be");
    database.close();
  });

  it("can do what its database can", () => {
    const memory = new DatabaseSync(":memory:");
    const file = new DatabaseSync(newFile());
    expect(sqlite(memory).capabilities).toEqual({ shared: false, durable: false });
    expect(sqlite(file).capabilities).toEqual({ shared: true, durable: true });
    memory.close();
    file.close();
  });
});

it("sets up the connections that it opens, and syncs as it is told", async () => {
  for (const [durability, synchronous] of [
    ["process-safe", 1],
    ["power-safe", 2],
  ] as const) {
    const open = (path: string): DatabaseSync => new DatabaseSync(path);
    const settings = { path: newFile(), durability, exclusive: false, busyMilliseconds: 1000 };
    const database = await openDatabase(open, { ...settings, clock: systemClock });
    expect(pragma(database as DatabaseSync, "synchronous")).toBe(synchronous);
    expect(pragma(database as DatabaseSync, "journal_mode")).toBe("wal");
    expect(pragma(database as DatabaseSync, "busy_timeout")).toBe(0);
    database.close();
  }
});

it("takes file URLs", async () => {
  const file = newFile();
  const storage = sqlite(pathToFileURL(file));
  await storage.commit(tenant, [insert(thread("thread_1"))]);
  await storage.close();
  expect(existsSync(file)).toBe(true);
});

it("keeps rows that a person can read", async () => {
  const file = newFile();
  const clock = { now: () => Date.UTC(2026, 10, 26), setTimer: () => () => {} };
  const storage = sqlite(file, { clock });
  const one = run("thread_1", 4, { dueAt: 99, value: { z: 1, a: "ä" } });
  const said = message("thread_1", 3, { keys: { runId: one.id } });
  await storage.commit(tenant, [insert(one), insert(said), insert(log(one, 0))]);
  await storage.close();
  const database = new DatabaseSync(file);
  const time = "2026-11-26T00:00:00.000Z";
  const times = { created_at: time, updated_at: time };
  const place = { tenant, thread_id: "thread_1", version: 1 };
  expect(database.prepare("select * from inhouse_runs").get()).toEqual({
    ...{ ...place, ...times, id: one.id, status: "queued", sequence: 4, due_at: 99 },
    value: '{"z":1,"a":"ä"}',
  });
  expect(database.prepare("select * from inhouse_messages").get()).toEqual({
    ...{ ...place, ...times, id: said.id, run_id: one.id, sequence: 3, due_at: null },
    value: '{"text":"Hello"}',
  });
  expect(database.prepare("select thread_id, run_id from inhouse_run_logs").get()).toEqual({
    thread_id: "thread_1",
    run_id: one.id,
  });
  database.close();
});

it("names a row that somebody broke, and leaves it", async () => {
  const database = new DatabaseSync(":memory:");
  const storage = sqlite(database);
  await storage.commit(tenant, [insert(thread("thread_1"))]);
  database.exec(`update inhouse_threads set value = '{"half":'`);
  await expect(storage.get(tenant, "thread", "thread_1")).rejects.toMatchObject({
    code: "storage_corrupt",
    location: "threads, id thread_1",
  });
  await storage.close();
  database.close();
});

it("refuses names that two could share", async () => {
  const storage = sqlite(":memory:");
  for (const name of ["a\ud800", "a\0b"]) {
    const commit = storage.commit(name, [insert(thread("thread_1", { tenant: name }))]);
    await expect(commit).rejects.toMatchObject({ code: "storage", committed: "no" });
    await expect(storage.get(name, "thread", "thread_1")).rejects.toThrow("unpaired surrogate");
  }
  await storage.close();
});

it("refuses prefixes that are no names", () => {
  for (const prefix of ["a-", "A_", "1_", "a;drop", "sqlite_", "x".repeat(31)]) {
    expect(() => sqlite(":memory:", { prefix }), prefix).toThrow("'prefix' must be");
  }
  expect(() => sqlite("")).toThrow("'database' must be");
});

it("says what is wrong when the file cannot be opened, and opens it when it can", async () => {
  const file = join(folder, "missing", "inhouse.db");
  const storage = sqlite(file);
  await expect(storage.get(tenant, "thread", "t")).rejects.toThrow("unable to open database file");
  await storage.close();
});

it("gives up waiting for a writer that does not end, and commits when it did", async () => {
  const file = newFile();
  const storage = sqlite(file, { busyMilliseconds: 20 });
  await storage.get(tenant, "thread", "none");
  const other = new DatabaseSync(file);
  other.exec("begin immediate");
  const commit = storage.commit(tenant, [insert(thread("thread_1"))]);
  await expect(commit).rejects.toMatchObject({ code: "storage", committed: "no" });
  const patient = storage.commit(tenant, [insert(thread("thread_2"))]);
  other.exec("commit");
  await patient;
  other.close();
  await storage.close();
});
