import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { expect, test } from "vitest";
import { ended } from "../testing/api.ts";
import { world } from "../testing/world.ts";

/** What the endpoint of a provider of this name is sent for a run. */
async function sentTo(name: string): Promise<Record<string, unknown>> {
  const bodies: string[] = [];
  const provider = createOpenAICompatible({
    name,
    baseURL: "http://provider/v1",
    fetch: async (_, init) => {
      bodies.push(String(init?.body));
      const delta = { index: 0, delta: { content: "Hello." }, finish_reason: "stop" };
      const chunk = { id: "1", created: 1, model: "qwen-max", choices: [delta] };
      const headers = { "content-type": "text/event-stream" };
      return new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, { headers });
    },
  });
  await using w = world([], { runtime: { models: { "qwen-max": provider("qwen-max") } } });
  const { client } = w;
  const sampling = { top_k: 20, max_tokens: 99, temperature: 0.1 };
  const { id } = await client.json("POST", "/assistants", { model: "qwen-max", ...sampling });
  const thread = { messages: [{ role: "user", content: "Hi" }] };
  const body = { assistant_id: id, thread, top_k: 30 };
  const run = await client.json("POST", "/threads/runs", body);
  const done = await ended(client, `/threads/${run.thread_id}/runs/${run.id}`);
  expect(done.status).toBe("completed");
  return JSON.parse(bodies[0] ?? "null");
}

test("a provider that is called dashscope is sent all of it", async () => {
  expect(await sentTo("dashscope")).toMatchObject({
    top_k: 30,
    max_tokens: 99,
    temperature: 0.1,
  });
});

test("another provider is sent what the library knows", async () => {
  const body = await sentTo("another");
  expect(body).toMatchObject({ max_tokens: 99, temperature: 0.1 });
  expect(body).not.toHaveProperty("top_k");
});
