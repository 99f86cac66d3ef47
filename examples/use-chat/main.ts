import assert from "node:assert/strict";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createRuntime } from "@inhouse/core";
import { createUIFetch } from "@inhouse/http-ui";
import { reasoning, scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { UIMessage } from "ai";
import { DefaultChatTransport, readUIMessageStream } from "ai";

// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([[reasoning("It is autumn."), "Yes: it rains in Oslo."]]);

// #region server
const inhouse = createRuntime({ models: { demo: model }, storage: memoryStorage() });
const assistant = await inhouse.assistants.create({ model: "demo", instructions: "Be brief." });

const fetch = createUIFetch(inhouse, { assistant: assistant.id, basePath: "/api" });
const server = serve({ fetch, hostname: "127.0.0.1", port: 0 }) as Server;
// #endregion server

if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/chat`;

// What `useChat` does inside of a page.
const transport = new DefaultChatTransport({ api });
const question: UIMessage = {
  id: "question-1",
  role: "user",
  parts: [{ type: "text", text: "Do I need an umbrella in Oslo?" }],
};
const stream = await transport.sendMessages({
  chatId: "weather",
  messages: [question],
  trigger: "submit-message",
  messageId: undefined,
  abortSignal: undefined,
});
let answer: UIMessage | undefined;
for await (const message of readUIMessageStream({ stream })) answer = message;

// What a page does that is loaded later.
const loaded = await globalThis.fetch(`${api}/weather/messages`);
const { messages } = (await loaded.json()) as { messages: UIMessage[] };
assert.deepEqual(messages, JSON.parse(JSON.stringify([question, answer])));
for (const { role, parts } of messages) console.log(role, parts);

server.close();
await inhouse.close();
