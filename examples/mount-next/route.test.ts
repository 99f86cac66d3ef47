import OpenAI from "openai";
import { afterAll, expect, test } from "vitest";
import { DELETE, GET, POST } from "./app/v1/[...path]/route.ts";
import { inhouse } from "./inhouse.ts";

afterAll(() => inhouse.close());

const handlers: Readonly<Record<string, typeof GET>> = { DELETE, GET, POST };

/** Does what Next.js does: it finds the file by the path, and the function in it by the method. */
const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init);
  return (await handlers[request.method]?.(request)) ?? new Response(null, { status: 405 });
};

test("the official SDK streams a run through the route", async () => {
  const client = new OpenAI({ baseURL: "http://localhost/v1", apiKey: "demo-key", fetch });
  const assistant = await client.beta.assistants.create({ model: "demo" });
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, { role: "user", content: "Hello" });
  const stream = client.beta.threads.runs.stream(thread.id, { assistant_id: assistant.id });
  let text = "";
  stream.on("textDelta", ({ value }) => {
    text += value ?? "";
  });
  expect((await stream.finalRun()).status).toBe("completed");
  expect(text).toBe("You said: Hello");
  await client.beta.assistants.delete(assistant.id);
});

test("nobody comes in without a key", async () => {
  expect((await GET(new Request("http://localhost/v1/assistants"))).status).toBe(401);
});
