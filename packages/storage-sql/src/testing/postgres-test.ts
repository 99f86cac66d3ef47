import "@inhouse/postgres-server/vitest";
import type { Storage } from "@inhouse/contracts";
import { schemaName } from "@inhouse/postgres-server";
import pg from "pg";
import { afterAll, inject, onTestFinished } from "vitest";
import { systemClock } from "../session/system-clock.ts";

/** The server of the tests; null: there is none for this platform. */
export const postgresUrl: string | null = inject("postgresUrl");

/** A clock whose pauses are short. */
export const hastyClock: typeof systemClock = {
  now: systemClock.now,
  setTimer: (milliseconds, callback, background) =>
    systemClock.setTimer(milliseconds / 20, callback, background),
};

/** @returns a pool on the server, which ends with the tests of the file */
export function testPool(max = 4): pg.Pool {
  const pool = new pg.Pool({ connectionString: postgresUrl ?? "", max });
  pool.on("error", () => {});
  afterAll(() => pool.end());
  return pool;
}

/** @returns a new schema, which goes when the test is over; `after` registers when, where there is no test */
export function testSchema(pool: pg.Pool, after: After = onTestFinished): string {
  const schema = schemaName();
  after(async () => {
    await pool.query(`drop schema if exists ${schema} cascade`);
  });
  return schema;
}

type After = (work: () => Promise<void>) => void;

/** @returns a connection string by which its connections can be told from others */
export function namedUrl(name: string): string {
  const url = new URL(postgresUrl ?? "");
  url.searchParams.set("application_name", name);
  return url.href;
}

/** Ends the connections of this name that a condition holds for. */
export async function terminate(pool: pg.Pool, name: string, condition = "true"): Promise<number> {
  const { rows } = await pool.query(
    `select pg_terminate_backend(pid, 5000) as done from pg_stat_activity where application_name = $1 and ${condition}`,
    [name],
  );
  return rows.length;
}

/** Closes a storage when the test is over, at the latest. */
export function closing<One extends Storage>(storage: One): One {
  onTestFinished(() => storage.close());
  return storage;
}
