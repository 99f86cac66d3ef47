import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBinaries, startPostgres } from "@inhouse/postgres-server";
import { expect, it, onTestFinished } from "vitest";

const program = join(import.meta.dirname, "../bin.ts");
const hasPostgres = (await findBinaries()) !== undefined;

/** Serves over a storage, lets somebody ask, and stops. */
async function whileServed<Result>(
  storage: string,
  ask: (url: string) => Promise<Result>,
): Promise<Result> {
  const args = [program, "serve", "--port", "0", "--scripted", "--quiet", "--storage", storage];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(child, "close");
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return await ask(JSON.parse(String(line)).openai);
  } finally {
    child.kill("SIGTERM");
    expect(await closed).toEqual([0, null]);
  }
}

const places: readonly (readonly [string, () => string | Promise<string>])[] = [
  ["lowdb", () => `lowdb:${newFolder()}`],
  ["SQLite", () => `sqlite:${join(newFolder(), "inhouse.db")}`],
  ["PostgreSQL", async () => `postgres:${await newServer()}`],
];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-serve-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function newServer(): Promise<string> {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  return server.url;
}

// Without a PostgreSQL for this platform there is nothing to try that one on.
const tried = places.filter(([name]) => name !== "PostgreSQL" || hasPostgres);

it.each(tried)("inhouse serve finds on %s what it kept", async (_, place) => {
  const storage = await place();
  const created = await whileServed(storage, async (url) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ model: "echo", name: "Kept" });
    return (await fetch(`${url}/assistants`, { method: "POST", headers, body })).json();
  });
  expect(created).toMatchObject({ object: "assistant", name: "Kept" });
  const { id } = created as { readonly id: string };
  const found = await whileServed(storage, async (url) =>
    (await fetch(`${url}/assistants/${id}`)).json(),
  );
  expect(found).toEqual(created);
});
