import "@inhouse/postgres-server/vitest";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { toolCall } from "@inhouse/model-scripted";
import { schemaName } from "@inhouse/postgres-server";
import { lowdb } from "@inhouse/storage-lowdb";
import { memoryStorage } from "@inhouse/storage-memory";
import { libsql } from "@inhouse/storage-sql/libsql";
import { sqlite } from "@inhouse/storage-sql/node-sqlite";
import { pglite } from "@inhouse/storage-sql/pglite";
import { postgres } from "@inhouse/storage-sql/postgres";
import { expectSound } from "@inhouse/testing";
import pg from "pg";
import { expect, inject, it, onTestFinished } from "vitest";
import { createWorld, lookUp } from "./testing/world.ts";

const postgresUrl = inject("postgresUrl");

function folder(): string {
  return mkdtempSync(join(tmpdir(), "inhouse-openai-"));
}

const storages: Record<string, () => Storage> = {
  memory: memoryStorage,
  lowdb: () => lowdb(folder()),
  "node:sqlite": () => sqlite(join(folder(), "a.db")),
  libsql: () => libsql(join(folder(), "a.db")),
  pglite: () => pglite(join(folder(), "pg")),
};

if (postgresUrl !== null) {
  storages.postgres = () => {
    const schema = schemaName();
    const pool = new pg.Pool({ connectionString: postgresUrl, max: 4 });
    pool.on("error", () => undefined);
    onTestFinished(async () => {
      await pool.query(`drop schema if exists ${schema} cascade`);
      await pool.end();
    });
    return postgres(pool, { schema });
  };
}

it.each(Object.entries(storages))("serves the SDK from %s", async (_, storage) => {
  const script = [[toolCall("look_up", { word: "a" })], "Found.", "Again."];
  await using world = await createWorld(script, { storage: storage() });
  const { assistants, threads } = world.openai.beta;
  const assistant = await assistants.create({ model: "demo", tools: [lookUp] });
  const thread = await threads.create({ messages: [{ role: "user", content: "Hi" }] });
  const body = { assistant_id: assistant.id };
  const waiting = await threads.runs.createAndPoll(thread.id, body);
  const [call] = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
  const reading = threads.runs.submitToolOutputsStream(waiting.id, {
    thread_id: thread.id,
    tool_outputs: [{ tool_call_id: call?.id ?? "", output: "b" }],
  });
  const done = await reading.finalRun();
  expect(done).toMatchObject({ id: waiting.id, status: "completed" });
  const [streamed] = await reading.finalMessages();
  const { data } = await threads.messages.list(thread.id, { order: "asc" });
  expect(data[1]).toEqual(streamed);
  expect((await threads.runs.createAndPoll(thread.id, body)).status).toBe("completed");
  await expectSound(world.inhouse, done.id);
});
