import { expect, test } from "vitest";
import type { FakeOpenAI } from "../http.ts";
import { startFakeOpenAI } from "../http.ts";
import { toolCall } from "../index.ts";

function post(server: FakeOpenAI, path: string, body: object): Promise<Response> {
  return fetch(`${server.baseURL}/${path}`, {
    method: "POST",
    headers: { authorization: "Bearer x" },
    body: JSON.stringify({ model: "a", ...body }),
  });
}

const messages = [{ role: "user", content: "Hi" }];

test("a chat stream ends with its mark, and tells the usage only where it is asked for", async () => {
  await using server = await startFakeOpenAI({ models: { a: () => "Hello" } });
  const request = { messages, stream: true };
  const plain = await (await post(server, "chat/completions", request)).text();
  const counted = await (
    await post(server, "chat/completions", { ...request, stream_options: { include_usage: true } })
  ).text();
  expect(plain.endsWith("data: [DONE]\n\n")).toBe(true);
  expect(plain).not.toContain("prompt_tokens");
  expect(counted).toContain('"prompt_tokens":1');
});

test("the events of a response are numbered, and its last one repeats all items", async () => {
  await using server = await startFakeOpenAI({ models: { a: [["Hi", toolCall("f", { x: 1 })]] } });
  const stream = await (await post(server, "responses", { input: "Hi", stream: true })).text();
  const events = stream
    .split("\n")
    .flatMap((line) => (line.startsWith("data: ") ? [JSON.parse(line.slice(6))] : []));
  expect(events.map((event) => event.sequence_number)).toEqual([...events.keys()]);
  expect(events.at(-1)).toMatchObject({
    type: "response.completed",
    response: {
      status: "completed",
      output: [
        { type: "message", content: [{ type: "output_text", text: "Hi" }] },
        { type: "function_call", call_id: "call_1", name: "f", arguments: '{"x":1}' },
      ],
    },
  });
});

test("an item can be named by its id, unless its response was not to be stored", async () => {
  await using server = await startFakeOpenAI({ models: { a: () => "Hello" } });
  const statuses: number[] = [];
  for (const store of [true, false]) {
    const first = await post(server, "responses", { input: "Hi", store });
    const { output } = (await first.json()) as { output: { id: string }[] };
    const input = [...messages, { type: "item_reference", id: output[0]?.id }, ...messages];
    statuses.push((await post(server, "responses", { input })).status);
  }
  expect(statuses).toEqual([200, 404]);
});
