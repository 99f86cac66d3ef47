import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRuntime } from "@inhouse/core";
import { createDashScopeFetch } from "@inhouse/http-dashscope";
import { createOpenAIFetch } from "@inhouse/http-openai";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { openApiPlugin } from "@inhouse/tool-plugin";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { startOrderDesk } from "./order-desk.ts";

const token = "token-of-bob";

/** A runtime over files, whose plug-in calls a service of this machine. */
async function world() {
  const desk = await startOrderDesk();
  const folder = await mkdtemp(join(tmpdir(), "inhouse-plugin-"));
  const orders = await openApiPlugin({
    id: "orders",
    document: await readFile(new URL("orders.yaml", import.meta.url), "utf8"),
    serverVariables: { port: String(desk.port) },
    auth: { level: "user" },
    network: { allowPrivateAddresses: [`http://127.0.0.1:${desk.port}`] },
  });
  const model = scriptedModel([toolCall("orders_readOrder", { id: "7" }), "It is packed."]);
  const inhouse = createRuntime({
    models: { "qwen-max": model },
    storage: await lowdb(folder),
    tools: [orders],
  });
  return {
    desk,
    inhouse,
    model,
    /** Everything that is stored, as text. */
    async stored(): Promise<string> {
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = names.filter((one) => one.isFile());
      const texts = files.map((one) => readFile(join(one.parentPath, one.name), "utf8"));
      return (await Promise.all(texts)).join("\n");
    },
    async [Symbol.asyncDispose]() {
      await inhouse.close();
      await desk[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

test("a client of DashScope's API uses a plug-in with its user's token, which is stored nowhere", async () => {
  await using at = await world();
  const { desk, inhouse, model, stored } = at;
  const dashscope = createDashScopeFetch(inhouse);
  const seen: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: what a client of the wire reads
  const send = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await dashscope(`http://local/api/v1${path}`, {
      method,
      headers: { authorization: "Bearer key", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    seen.push(text);
    expect(response.status, text).toBe(200);
    return text.startsWith("{") ? JSON.parse(text) : text;
  };
  const tools = [{ type: "orders", auth: { type: "user_http", user_token: token } }];
  const assistant = await send("POST", "/assistants", { model: "qwen-max", tools });
  expect(assistant.tools).toMatchObject([{ type: "orders", auth: { type: "user_http" } }]);
  const thread = await send("POST", "/threads", {});
  await send("POST", `/threads/${thread.id}/messages`, { role: "user", content: "Where is it?" });
  const events = await send("POST", `/threads/${thread.id}/runs`, {
    assistant_id: assistant.id,
    stream: true,
  });
  expect(events).toContain("event:thread.run.completed");
  expect(desk.calls).toEqual(["bob: GET /orders/7"]);
  const runs = await send("GET", `/threads/${thread.id}/runs`);
  const steps = await send("GET", `/threads/${thread.id}/runs/${runs.data[0].id}/steps?order=asc`);
  const [call] = steps.data[0].step_details.tool_calls;
  expect(call).toMatchObject({ type: "orders", orders: { arguments: '{"id":"7"}' } });
  expect(JSON.parse(call.orders.output)).toEqual({ id: "7", customer: "bob", state: "packed" });
  // What the client read is enough to be sent back.
  const updated = await send("POST", `/assistants/${assistant.id}`, { tools: assistant.tools });
  expect(updated.tools).toEqual(assistant.tools);
  const prompts = JSON.stringify(model.calls.map(({ options }) => options));
  for (const text of [...seen, await stored(), prompts]) expect(text).not.toContain(token);
});

test("so does a client of OpenAI's API, with the token of one run", async () => {
  await using at = await world();
  const { desk, inhouse, stored } = at;
  const openai = new OpenAI({
    apiKey: "unused",
    baseURL: "inhouse://local/v1",
    fetch: createOpenAIFetch(inhouse),
  });
  // The SDK's types know OpenAI's tools only.
  const plugin = { type: "orders" } as never;
  const { id: assistant_id } = await openai.beta.assistants.create({
    model: "qwen-max",
    tools: [plugin],
  });
  const messages = [{ role: "user" as const, content: "Where is it?" }];
  const thread = await openai.beta.threads.create({ messages });
  const tools = [{ type: "orders", auth: { user_token: token } } as never];
  const run = await openai.beta.threads.runs.createAndPoll(thread.id, { assistant_id, tools });
  expect(run.status).toBe("completed");
  expect(desk.calls).toEqual(["bob: GET /orders/7"]);
  expect(JSON.stringify(run)).not.toContain(token);
  expect(await stored()).not.toContain(token);
  const steps = await openai.beta.threads.runs.steps.list(run.id, { thread_id: thread.id });
  const details = steps.data.map(({ step_details }) => step_details);
  expect(details).toContainEqual({
    type: "tool_calls",
    tool_calls: [
      {
        id: expect.stringMatching(/^call_/),
        type: "function",
        function: {
          name: "orders_readOrder",
          arguments: '{"id":"7"}',
          output: '{"id":"7","customer":"bob","state":"packed"}',
        },
      },
    ],
  });
});
