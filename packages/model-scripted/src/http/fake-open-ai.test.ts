import { createOpenAI } from "@ai-sdk/openai";
import { generateText, isStepCount, jsonSchema, Output, streamText } from "ai";
import { describe, expect, test } from "vitest";
import { startFakeOpenAI } from "../http.ts";
import {
  file,
  finish,
  reasoning,
  source,
  text,
  toolCall,
  toolCalls,
  unknownPart,
  usage,
} from "../index.ts";
import { callModel, endOf, partsOf, textOf, tools } from "../test-support/call-model.ts";
import { apis, fakedModel } from "../test-support/open-ai-models.ts";

describe.each(apis)("over the %s API", (api) => {
  test("text comes in pieces of the chunk size", async () => {
    await using faked = await fakedModel(api, ["Hello there"], { chunkSize: 4 });
    const called = await callModel(faked.model);
    expect(called.error).toBeUndefined();
    expect(partsOf(called, "text-delta").map((part) => part.text)).toEqual(["Hell", "o th", "ere"]);
    expect(endOf(called)).toMatchObject({ finishReason: "stop" });
    expect(partsOf(called, "model-call-response-metadata")[0]).toMatchObject({
      modelId: "demo-model",
    });
  });

  test("parallel tool calls come with text before them, also with broken arguments", async () => {
    await using faked = await fakedModel(api, [
      [
        "Let me look.",
        ...toolCalls([
          { name: "weather", input: { city: "Oslo" } },
          { name: "weather", input: { city: "Rome" }, id: "mine" },
          { name: "search", input: '{"broken' },
        ]),
      ],
    ]);
    const called = await callModel(faked.model);
    expect(textOf(called)).toBe("Let me look.");
    expect(partsOf(called, "tool-call")).toMatchObject([
      { toolCallId: "call_1", toolName: "weather", input: { city: "Oslo" } },
      { toolCallId: "mine", toolName: "weather", input: { city: "Rome" } },
      { toolCallId: "call_2", toolName: "search", invalid: true },
    ]);
    expect(endOf(called)).toMatchObject({ finishReason: "tool-calls" });
  });

  test("usage and finish reasons arrive", async () => {
    const tokens = { inputTokens: 9, cachedInputTokens: 4, outputTokens: 7, reasoningTokens: 2 };
    await using faked = await fakedModel(api, [
      ["a", finish("length"), usage(tokens)],
      ["b", finish("content-filter")],
      ["c", finish("other")],
      ["d", usage({})],
    ]);
    expect(endOf(await callModel(faked.model))).toMatchObject({
      finishReason: "length",
      usage: {
        inputTokens: 9,
        outputTokens: 7,
        inputTokenDetails: { cacheReadTokens: 4 },
        outputTokenDetails: { reasoningTokens: 2 },
      },
    });
    const filtered = endOf(await callModel(faked.model));
    expect(filtered).toMatchObject({ finishReason: "content-filter", usage: { inputTokens: 4 } });
    expect(endOf(await callModel(faked.model))).toMatchObject({ finishReason: "other" });
    expect(endOf(await callModel(faked.model))).toMatchObject({
      usage: { inputTokens: undefined },
    });
    faked.server.assertComplete();
  });

  test("sources arrive, and unknown parts disturb nothing", async () => {
    await using faked = await fakedModel(api, [
      ["So it is.", source("https://example.org/", "Example"), unknownPart({ type: "hologram" })],
    ]);
    const called = await callModel(faked.model);
    expect(called.error).toBeUndefined();
    expect(textOf(called)).toBe("So it is.");
    expect(partsOf(called, "source")).toMatchObject([
      { url: "https://example.org/", title: "Example" },
    ]);
    expect(endOf(called)).toMatchObject({ finishReason: "stop" });
  });

  test("an answer that is not streamed has the same content", async () => {
    const turn = ["Look:", toolCall("search", { q: 1 }), source("https://example.org/")];
    await using faked = await fakedModel(api, [turn, turn]);
    const request = {
      model: faked.model,
      prompt: "Hello",
      tools,
      stopWhen: isStepCount(1),
      maxRetries: 0,
    };
    const generated = await generateText(request);
    const streamed = streamText(request);
    await streamed.consumeStream();
    for (const [content, reason, counted] of [
      [generated.content, generated.finishReason, generated.usage],
      [await streamed.content, await streamed.finishReason, await streamed.usage],
    ] as const) {
      expect(content).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: "text", text: "Look:" }),
          expect.objectContaining({ type: "tool-call", toolCallId: "call_1", input: { q: 1 } }),
          expect.objectContaining({ type: "source", url: "https://example.org/" }),
        ]),
      );
      expect(reason).toBe("tool-calls");
      expect(counted).toMatchObject({ inputTokens: 2, outputTokens: 3 });
    }
    expect(faked.server.requests.map(({ body }) => body.stream ?? false)).toEqual([false, true]);
  });

  test("structured output is asked for and delivered", async () => {
    await using faked = await fakedModel(api, [
      ({ responseFormat }) => JSON.stringify({ answer: responseFormat.type }),
    ]);
    const schema = jsonSchema<{ answer: string }>({
      type: "object",
      properties: { answer: { type: "string" } },
      required: ["answer"],
      additionalProperties: false,
    });
    const { output } = await generateText({
      model: faked.model,
      prompt: "Hello",
      output: Output.object({ schema }),
    });
    expect(output).toEqual({ answer: "json" });
    expect(faked.server.requests[0]?.request?.responseFormat).toMatchObject({
      type: "json",
      schema: { required: ["answer"] },
    });
  });
});

test("reasoning comes over the Responses API, with its seal where the client asks for it", async () => {
  const turn = [reasoning("Hm, two.", { signature: "seal" }), text("Two.")];
  await using faked = await fakedModel("responses", [turn, turn]);
  const open = await callModel(faked.model);
  expect(textOf(open, "reasoning-delta")).toBe("Hm, two.");
  expect(JSON.stringify(open.parts)).not.toContain("seal");
  const sealed = await callModel(faked.model, { providerOptions: { openai: { store: false } } });
  expect(partsOf(sealed, "reasoning-end")[0]).toMatchObject({
    providerMetadata: { openai: { reasoningEncryptedContent: "seal" } },
  });
  expect(textOf(sealed)).toBe("Two.");
});

test("an image comes over the Responses API as a call of the provider's own tool", async () => {
  await using faked = await fakedModel("responses", [[file("image/png", new Uint8Array([1, 2]))]]);
  const called = await callModel(faked.model);
  expect(partsOf(called, "tool-result")[0]).toMatchObject({
    toolName: "image_generation",
    output: { result: "AQI=" },
  });
});

test("what an API has no words for is an error that says so", async () => {
  await using faked = await fakedModel("chat", [[file("image/png", "AQI=")]]);
  const called = await callModel(faked.model);
  const told = called.error ?? partsOf(called, "error")[0]?.error;
  expect(told).toMatchObject({ message: expect.stringContaining("no words for files") });
});

test("models are listed, and unknown ones, wrong keys and wrong paths are refused as by OpenAI", async () => {
  await using server = await startFakeOpenAI({ models: { a: [], b: [] }, apiKey: "right" });
  const headers = { authorization: "Bearer right" };
  const list = await fetch(`${server.baseURL}/models`, { headers });
  expect(await list.json()).toMatchObject({ object: "list", data: [{ id: "a" }, { id: "b" }] });

  const openai = createOpenAI({ baseURL: server.baseURL, apiKey: "right" });
  const { error } = await callModel(openai("c"));
  expect(error).toMatchObject({
    statusCode: 404,
    isRetryable: false,
    data: { error: { code: "model_not_found" } },
  });
  const stranger = createOpenAI({ baseURL: server.baseURL, apiKey: "wrong" });
  expect((await callModel(stranger("a"))).error).toMatchObject({ statusCode: 401 });
  expect((await fetch(`${server.baseURL}/files`, { headers })).status).toBe(404);
});

test("a body that is too large or no JSON is refused before it reaches a model", async () => {
  await using server = await startFakeOpenAI({ models: { a: ["never"] }, maxBodyBytes: 1000 });
  const post = (body: string): Promise<Response> =>
    fetch(`${server.baseURL}/responses`, {
      method: "POST",
      headers: { authorization: "Bearer x" },
      body,
    });
  expect((await post("x".repeat(100_000))).status).toBe(413);
  expect((await post('{"model": "a", ')).status).toBe(400);
  expect((await post('{"model": "a"}')).status).toBe(400);
  expect(server.unconsumed()).toEqual(["a, turn 1: text 'never'"]);
});

test("the last requests are kept, without their secrets", async () => {
  await using faked = await fakedModel("responses", () => "Hello", { keepRequests: 2 });
  for (let call = 0; call < 3; call += 1) await callModel(faked.model);
  expect(faked.server.requests).toHaveLength(2);
  expect(faked.server.requests[1]).toMatchObject({
    method: "POST",
    path: "/v1/responses",
    headers: { authorization: "[redacted]" },
    body: { model: "demo-model", stream: true },
    request: { callIndex: 2, lastUserText: "Hello", toolNames: ["search", "weather"] },
    status: 200,
    outcome: "answered",
  });
});
