import { serve } from "@hono/node-server";
import { createRuntime } from "@inhouse/core";
import { createDashScopeFetch } from "@inhouse/http-dashscope";
import { createOpenAIHandler } from "@inhouse/http-openai";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { Hono } from "hono";
import OpenAI from "openai";

// Any model of the AI SDK can stand here; this one plays a script and needs no key.
const models = { demo: scriptedModel(({ lastUserText }) => `You said: ${lastUserText}`) };
const inhouse = createRuntime({ models, storage: memoryStorage() });

// #region mount
const tenants = new Map([["Bearer demo-key", "demo"]]);
const authenticate = (request: Request): string | null =>
  tenants.get(request.headers.get("authorization") ?? "") ?? null;
const openai = createOpenAIHandler(inhouse, { authenticate });
const dashscope = createDashScopeFetch(inhouse, { authenticate });

const app = new Hono();
app.get("/", (c) => c.text("Your own routes are beside it."));
app.all("/v1/*", (c) => openai(c.req.raw));
app.all("/api/v1/*", (c) => dashscope(c.req.raw));
// #endregion mount

const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, async ({ port }) => {
  const origin = `http://127.0.0.1:${port}`;
  const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: "demo-key" });
  const assistant = await client.beta.assistants.create({ model: "demo" });
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, { role: "user", content: "Hello" });
  const stream = client.beta.threads.runs.stream(thread.id, { assistant_id: assistant.id });
  stream.on("textDelta", ({ value }) => process.stdout.write(value ?? ""));
  console.log(`\n${(await stream.finalRun()).status}`);
  console.log((await fetch(`${origin}/v1/assistants`)).status, "without a key");
  console.log((await fetch(`${origin}/api/v1/assistants`)).status, "in the other dialect");
  console.log(await (await fetch(origin)).text());
  server.close();
  await inhouse.close();
});
