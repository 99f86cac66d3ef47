import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createRuntime } from "@inhouse/core";
import { createOpenAIHandler } from "@inhouse/http-openai";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import OpenAI from "openai";

// Any model of the AI SDK can stand here; this one plays a script and needs no key.
const models = { demo: scriptedModel(({ lastUserText }) => `You said: ${lastUserText}`) };
const inhouse = createRuntime({ models, storage: memoryStorage() });

// #region mount
const tenants = new Map([["Bearer demo-key", "demo"]]);
const openai = createOpenAIHandler(inhouse, {
  authenticate: (request) => tenants.get(request.headers.get("authorization") ?? "") ?? null,
});
const listener = getRequestListener(openai, { overrideGlobalObjects: false });

const server = createServer({ headersTimeout: 10_000 }, (request, response) => {
  if (request.url?.startsWith("/v1/")) return void listener(request, response);
  response.end("Your own routes are beside it.");
});
// #endregion mount

server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: "demo-key" });
const assistant = await client.beta.assistants.create({ model: "demo" });
const thread = await client.beta.threads.create();
await client.beta.threads.messages.create(thread.id, { role: "user", content: "Hello" });
const stream = client.beta.threads.runs.stream(thread.id, { assistant_id: assistant.id });
stream.on("textDelta", ({ value }) => process.stdout.write(value ?? ""));
console.log(`\n${(await stream.finalRun()).status}`);
console.log((await fetch(`${origin}/v1/assistants`)).status, "without a key");
console.log(await (await fetch(origin)).text());
server.close();
await inhouse.close();
