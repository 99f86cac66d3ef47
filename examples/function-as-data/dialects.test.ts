import { createRuntime } from "@inhouse/core";
import { createDashScopeFetch } from "@inhouse/http-dashscope";
import { createOpenAIFetch } from "@inhouse/http-openai";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { userFunctions } from "@inhouse/tool-javascript";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { parcelPrice } from "./parcel-price.ts";

const runtime = () =>
  createRuntime({
    models: { "qwen-max": scriptedModel([toolCall("parcel_price", { grams: 700 }), "549 cents."]) },
    storage: memoryStorage(),
    tools: [userFunctions({ allow: { storage: true } })],
  });

test("a client of OpenAI's API creates, lists and runs an assistant with its own function", async () => {
  await using inhouse = runtime();
  const openai = new OpenAI({
    apiKey: "unused",
    baseURL: "inhouse://local/v1",
    fetch: createOpenAIFetch(inhouse),
  });
  // The SDK's types know OpenAI's tools only.
  const create = (tool: object) =>
    openai.beta.assistants.create({ model: "qwen-max", tools: [tool as never] });
  const { id: assistant_id, tools } = await create(parcelPrice);
  expect(tools).toEqual([parcelPrice]);
  expect((await openai.beta.assistants.list()).data[0]?.tools).toEqual([parcelPrice]);
  await expect(create({ ...parcelPrice, source: "export default (" })).rejects.toThrow(
    /tools\[0\]\.source.*SyntaxError/,
  );
  await expect(
    create({ ...parcelPrice, capabilities: { fetch: { origins: ["https://a.example"] } } }),
  ).rejects.toThrow(/tools\[0\]\.capabilities\.fetch/);
  const thread = { messages: [{ role: "user" as const, content: "700 g?" }] };
  const run = await openai.beta.threads.createAndRunPoll({ assistant_id, thread });
  expect(run.status).toBe("completed");
  expect(run.tools).toEqual([parcelPrice]);
  const steps = await openai.beta.threads.runs.steps.list(run.id, { thread_id: run.thread_id });
  expect(steps.data.map(({ step_details }) => step_details)).toContainEqual({
    type: "tool_calls",
    tool_calls: [
      {
        id: expect.stringMatching(/^call_/),
        type: "function",
        function: {
          name: "parcel_price",
          arguments: '{"grams":700}',
          output: '{"cents":549,"asked":1}',
        },
      },
    ],
  });
});

test("so does a client of DashScope's API", async () => {
  await using inhouse = runtime();
  const dashscope = createDashScopeFetch(inhouse);
  // biome-ignore lint/suspicious/noExplicitAny: what a client of the wire reads
  const send = async (method: string, path: string, body?: object): Promise<any> => {
    const response = await dashscope(`http://local/api/v1${path}`, {
      method,
      headers: { authorization: "Bearer key", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    return text.startsWith("{") ? JSON.parse(text) : text;
  };
  const tools = [parcelPrice];
  const assistant = await send("POST", "/assistants", { model: "qwen-max", tools });
  expect(assistant.tools).toEqual(tools);
  expect((await send("GET", "/assistants")).data[0].tools).toEqual(tools);
  const thread = await send("POST", "/threads", {});
  await send("POST", `/threads/${thread.id}/messages`, { role: "user", content: "700 g?" });
  const events = await send("POST", `/threads/${thread.id}/runs`, {
    assistant_id: assistant.id,
    stream: true,
  });
  expect(events).toContain("event:thread.run.completed");
  const runs = await send("GET", `/threads/${thread.id}/runs`);
  const steps = await send("GET", `/threads/${thread.id}/runs/${runs.data[0].id}/steps?order=asc`);
  const [call] = steps.data[0].step_details.tool_calls;
  expect(call).toMatchObject({
    type: "javascript_function",
    javascript_function: { arguments: '{"grams":700}', output: '{"cents":549,"asked":1}' },
  });
});
