import { createOpenAI } from "@ai-sdk/openai";
import type { Script, Turn } from "@inhouse/model-scripted";
import {
  contextOverflow,
  drop,
  dropAfter,
  eofAfter,
  errorPart,
  fail,
  hang,
  malformedPart,
  reasoning,
  toolCall,
  toolCalls,
} from "@inhouse/model-scripted";
import { startFakeOpenAI } from "@inhouse/model-scripted/http";
import { describe, expect, test } from "vitest";
import type { PromptMessage } from "../context/prompt-message.ts";
import type { Answer } from "../test-support/model-call.ts";
import { answerOf, engines, failureOf, modelCall, textOf } from "../test-support/model-call.ts";
import type { ModelCall } from "./model-call.ts";
import { streamModelCall } from "./stream-model-call.ts";

const apis = ["chat", "responses"] as const;
const everyWay = apis.flatMap((api) => engines.map((engine) => ({ api, engine })));

describe.each(everyWay)("$api through $engine.name", ({ api, engine }) => {
  async function serve(script: Script) {
    const server = await startFakeOpenAI({ models: { m: script }, chunkSize: 3 });
    const openai = createOpenAI({ baseURL: server.baseURL, apiKey: "sk-test-0123456789" });
    const call = (changes: Partial<ModelCall> = {}) => modelCall(openai[api]("m"), changes);
    return { server, call, [Symbol.asyncDispose]: () => server.close() };
  }

  async function answer(turn: Turn, changes: Partial<ModelCall> = {}): Promise<Answer> {
    await using fake = await serve([turn]);
    return await answerOf(fake.call(changes), engine);
  }

  test("a text and the tokens it took", async () => {
    const { events, error } = await answer("Hello there.");
    expect(error).toBeUndefined();
    expect(textOf(events)).toBe("Hello there.");
    expect(events.at(-1)).toMatchObject({
      type: "finish",
      reason: "stop",
      usage: { promptTokens: expect.any(Number), completionTokens: expect.any(Number) },
    });
  });

  test("calls, with the arguments as the model wrote them", async () => {
    const { events, error } = await answer(
      toolCalls([
        { name: "search", input: '{ "q": 1.0 }', id: "c1" },
        { name: "search", input: "{'q': 2}", id: "c2" },
        { name: "nothing", input: "{}", id: "c3" },
      ]),
    );
    expect(error).toBeUndefined();
    expect(events.filter((event) => event.type === "tool_call")).toMatchObject([
      { callId: "c1", arguments: '{ "q": 1.0 }' },
      { callId: "c2", arguments: '{"q": 2}' },
      { callId: "c3", problem: expect.stringContaining("no tool named 'nothing'") },
    ]);
    expect(events.at(-1)).toMatchObject({ type: "finish", reason: "tool_calls" });
  });

  test.each<readonly [string, Turn, readonly [string, boolean]]>([
    ["5xx", fail({ status: 500 }), ["server", true]],
    ["429", fail({ status: 429 }), ["rate_limit", true]],
    ["401", fail({ status: 401 }), ["server", false]],
    ["400", fail({ status: 400 }), ["invalid_prompt", false]],
    ["a prompt that is too long", contextOverflow(), ["context_overflow", false]],
    ["a connection that never opens", drop(), ["server", true]],
    ["a connection that breaks", ["abcdef", dropAfter(1)], ["server", true]],
    ["a stream that just ends", ["abcdef", eofAfter(1)], ["server", true]],
    ["an error within the answer", ["abc", errorPart({ status: 500 })], ["server", true]],
    ["a limit within the answer", ["abc", errorPart({ status: 429 })], ["rate_limit", true]],
    ["an unreadable answer", ["abc", malformedPart()], ["server", true]],
  ])("%s fails the call", async (_, turn, failure) => {
    expect(failureOf(await answer(turn))).toEqual(failure);
  });

  test("the wait that the provider asks for is read from its headers", async () => {
    const { error } = await answer(fail({ status: 429, retryAfterMs: 7_000 }));
    expect(error).toMatchObject({ retryAfterMs: 7_000 });
  });

  test("leaving the iteration closes the connection", async () => {
    await using fake = await serve([["abcdef", hang()]]);
    for await (const event of streamModelCall(fake.call(), engine)) {
      expect(event.type).toBe("text");
      break;
    }
    await expect.poll(() => fake.server.requests[0]?.outcome).toBe("aborted");
  });

  test("aborting closes the connection", async () => {
    await using fake = await serve([hang()]);
    const stopper = new AbortController();
    const answering = answerOf(fake.call({ signal: stopper.signal }), engine);
    await expect.poll(() => fake.server.requests).toHaveLength(1);
    stopper.abort(new Error("cancelled"));
    expect(failureOf(await answering)).toEqual(["aborted", false]);
    await expect.poll(() => fake.server.requests[0]?.outcome).toBe("aborted");
  });

  test("a tool's result and an image it shows reach the model", async () => {
    await using fake = await serve(["a"]);
    const image = { fileId: "f", filename: "p.png", mediaType: "image/png" };
    const messages: readonly PromptMessage[] = [
      { role: "user", content: [{ type: "text", text: "Draw." }] },
      {
        role: "assistant",
        content: [
          {
            type: "tool_call",
            toolCallId: "c1",
            name: "search",
            input: {},
            providerExecuted: false,
          },
        ],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool_result",
            toolCallId: "c1",
            name: "search",
            output: "drawn",
            isError: false,
            images: [image],
          },
        ],
      },
    ];
    const readFile = () => Promise.resolve(new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
    const { error } = await answerOf(fake.call({ messages, readFile }), engine);
    expect(error).toBeUndefined();
    const body = JSON.stringify(fake.server.requests[0]?.body);
    expect(body).toContain('"drawn"');
    expect(body).toContain("data:image/png;base64,iVBORw==");
  });

  test("a schema that is not strict is not made strict", async () => {
    await using fake = await serve(["{}"]);
    const jsonSchema = { name: "answer", schema: { type: "object", properties: {} } };
    const responseFormat = { type: "json_schema", jsonSchema } as const;
    const changes = { responseFormat, promptCacheKey: "thread_1", tools: [] };
    await answerOf(fake.call(changes), engine);
    const body = fake.server.requests[0]?.body;
    expect(body).toMatchObject({ prompt_cache_key: "thread_1" });
    expect(JSON.stringify(body)).toContain('"strict":false');
    expect(JSON.stringify(body)).not.toContain('"strict":true');
  });
});

describe.each(engines)("responses through $name", (engine) => {
  test("thinking goes back sealed, and nothing is stored at the provider", async () => {
    const script = [
      [reasoning("hm", { signature: "sealed" }), toolCall("search", "{}", { id: "c1" })],
      "a",
    ];
    await using server = await startFakeOpenAI({ models: { "o4-mini": script } });
    const openai = createOpenAI({ baseURL: server.baseURL, apiKey: "sk-test-0123456789" });
    const model = openai.responses("o4-mini");
    const { events } = await answerOf(modelCall(model), engine);
    const thought = events.find((event) => event.type === "reasoning_end");
    const call = events.find((event) => event.type === "tool_call");
    const messages: readonly PromptMessage[] = [
      { role: "user", content: [{ type: "text", text: "Hello" }] },
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "hm", ...metadataOf(thought) },
          {
            type: "tool_call",
            toolCallId: "c1",
            name: "search",
            input: {},
            providerExecuted: false,
            ...metadataOf(call),
          },
        ],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool_result",
            toolCallId: "c1",
            name: "search",
            output: "x",
            isError: false,
            images: [],
          },
        ],
      },
    ];
    const { error } = await answerOf(modelCall(model, { messages }), engine);
    expect(error).toBeUndefined();
    const [first, second] = server.requests.map((request) => request.body);
    expect(first).toMatchObject({ store: false, include: ["reasoning.encrypted_content"] });
    expect(JSON.stringify(second)).toContain('"encrypted_content":"sealed"');
    expect(JSON.stringify(second)).not.toContain("item_reference");
    server.assertComplete();
  });
});

function metadataOf(event: object | undefined): Pick<object, never> {
  return event !== undefined && "providerMetadata" in event
    ? { providerMetadata: event.providerMetadata }
    : {};
}
