import { generateText, isStepCount, streamText } from "ai";
import { expect, test } from "vitest";
import type { Script } from "../index.ts";
import {
  file,
  finish,
  providerToolCall,
  reasoning,
  scriptedModel,
  source,
  text,
  toolCall,
  toolCalls,
  unknownPart,
  usage,
} from "../index.ts";
import { callModel, endOf, partsOf, textOf, tools } from "../test-support/call-model.ts";

test("text comes in pieces of the chunk size, and pairs of surrogates stay together", async () => {
  const model = scriptedModel(["ab🙂cd"], { chunkSize: 3 });
  const called = await callModel(model);
  expect(partsOf(called, "text-delta").map((part) => part.text)).toEqual(["ab🙂", "cd"]);
  expect(endOf(called)).toMatchObject({ finishReason: "stop" });
});

test("reasoning, text and parallel tool calls come in the order of the script", async () => {
  const model = scriptedModel([
    [
      reasoning("Two cities.", { signature: "seal" }),
      text("Let me look."),
      ...toolCalls([
        { name: "weather", input: { city: "Oslo" } },
        { name: "weather", input: { city: "Rome" }, id: "mine" },
      ]),
    ],
  ]);
  const called = await callModel(model);
  expect(called.error).toBeUndefined();
  expect(textOf(called, "reasoning-delta")).toBe("Two cities.");
  expect(partsOf(called, "reasoning-end")[0]).toMatchObject({
    providerMetadata: { scripted: { signature: "seal" } },
  });
  expect(textOf(called)).toBe("Let me look.");
  expect(partsOf(called, "tool-call")).toMatchObject([
    { toolCallId: "call_1", toolName: "weather", input: { city: "Oslo" } },
    { toolCallId: "mine", toolName: "weather", input: { city: "Rome" } },
  ]);
  expect(endOf(called)).toMatchObject({ finishReason: "tool-calls" });
});

test("broken arguments and unknown tools reach the caller as invalid calls", async () => {
  const model = scriptedModel([[toolCall("weather", '{"city": "Os'), toolCall("nothing", {})]]);
  const called = await callModel(model);
  expect(partsOf(called, "tool-call")).toMatchObject([
    { toolName: "weather", invalid: true },
    { toolName: "nothing", invalid: true },
  ]);
});

test("tool call ids may repeat where the script says so", async () => {
  const same = { id: "call_0" };
  const model = scriptedModel([[toolCall("search", {}, same), toolCall("search", {}, same)]]);
  const called = await callModel(model);
  expect(partsOf(called, "tool-call").map((part) => part.toolCallId)).toEqual(["call_0", "call_0"]);
});

test("files, sources and calls that the provider runs are handed over whole", async () => {
  const bytes = new Uint8Array([137, 80, 78, 71]);
  const model = scriptedModel([
    [
      file("image/png", bytes),
      source("https://example.org/", "Example"),
      providerToolCall("web", { query: "x" }, { hits: 2 }),
    ],
  ]);
  const called = await callModel(model);
  expect(partsOf(called, "file")[0]).toMatchObject({
    file: { mediaType: "image/png", uint8Array: bytes },
  });
  expect(partsOf(called, "source")[0]).toMatchObject({ url: "https://example.org/" });
  expect(partsOf(called, "tool-result")[0]).toMatchObject({
    toolName: "web",
    output: { hits: 2 },
    providerExecuted: true,
  });
  expect(endOf(called)).toMatchObject({ finishReason: "stop" });
});

test("a part of an unknown type goes through the AI SDK as it is", async () => {
  const called = await callModel(
    scriptedModel([[unknownPart({ type: "hologram", depth: 3 }), "x"]]),
  );
  expect(partsOf(called, "hologram")).toEqual([{ type: "hologram", depth: 3 }]);
  expect(textOf(called)).toBe("x");
});

test("usage and finish reason are estimated, unless the script sets them", async () => {
  const model = scriptedModel([
    "12345678",
    [
      "cut",
      finish("length"),
      usage({ inputTokens: 9, cachedInputTokens: 4, outputTokens: 7, reasoningTokens: 2 }),
    ],
    ["silent", usage({})],
  ]);
  // "Be brief." and "Hello": 14 characters.
  expect(endOf(await callModel(model))).toMatchObject({
    usage: { inputTokens: 4, outputTokens: 2, totalTokens: 6 },
  });
  expect(endOf(await callModel(model))).toMatchObject({
    finishReason: "length",
    usage: {
      inputTokens: 9,
      outputTokens: 7,
      inputTokenDetails: { cacheReadTokens: 4, noCacheTokens: 5 },
      outputTokenDetails: { reasoningTokens: 2, textTokens: 5 },
    },
  });
  expect(endOf(await callModel(model))).toMatchObject({ usage: { inputTokens: undefined } });
});

test("a function answers every call from the prompt it gets", async () => {
  const script: Script = ({ lastUserText, toolResults, toolNames }) =>
    toolResults.length === 0
      ? toolCall("search", { query: lastUserText, among: [...toolNames] })
      : `Found ${toolResults.map((result) => result.text).join(" and ")}.`;
  const model = scriptedModel(script);
  const first = await callModel(model, { messages: [{ role: "user", content: "cats" }] });
  expect(partsOf(first, "tool-call")[0]).toMatchObject({
    input: { query: "cats", among: ["search", "weather"] },
  });
  const second = await callModel(model, {
    messages: [
      { role: "user", content: "cats" },
      {
        role: "assistant",
        content: [{ type: "tool-call", toolCallId: "call_1", toolName: "search", input: {} }],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "call_1",
            toolName: "search",
            output: { type: "json", value: { cats: 2 } },
          },
        ],
      },
    ],
  });
  expect(textOf(second)).toBe('Found {"cats":2}.');
  expect(model.calls[1]?.request.toolResults).toEqual([
    { toolCallId: "call_1", toolName: "search", input: {}, text: '{"cats":2}', value: { cats: 2 } },
  ]);
});

test("streamText with one step and generateText give the same answer", async () => {
  const turn = [reasoning("Hm."), text("Look:"), toolCall("search", { q: 1 })];
  const model = scriptedModel([turn, turn]);
  const request = { model, prompt: "Hello", tools, stopWhen: isStepCount(1), maxRetries: 0 };
  const streamed = streamText(request);
  await streamed.consumeStream();
  const generated = await generateText(request);
  for (const result of [
    { content: await streamed.content, finishReason: await streamed.finishReason },
    { content: generated.content, finishReason: generated.finishReason },
  ]) {
    expect(result.finishReason).toBe("tool-calls");
    expect(result.content).toMatchObject([
      { type: "reasoning", text: "Hm." },
      { type: "text", text: "Look:" },
      { type: "tool-call", toolCallId: "call_1", toolName: "search", input: { q: 1 } },
    ]);
  }
  model.assertComplete();
});

test("a call after the last turn fails with a clear error that is not worth a retry", async () => {
  const model = scriptedModel(["only one"]);
  await callModel(model);
  const { error } = await callModel(model, { messages: [{ role: "user", content: "More?" }] });
  expect(error).toMatchObject({
    name: "ScriptExhaustedError",
    isRetryable: false,
    message: expect.stringContaining("has 1 turns and all are played"),
  });
  expect(() => model.assertComplete()).toThrow("More?");
});

test("turns that were never played are listed", async () => {
  const model = scriptedModel(["one", [text("two"), toolCall("search", {})], () => "three"]);
  await callModel(model);
  expect(model.unconsumed()).toEqual([
    "turn 2: text 'two', tool-call 'search'",
    "turn 3: a function",
  ]);
  expect(() => model.assertComplete()).toThrow("never played: turn 2");
});

test("an invalid prompt is refused with all its problems, and remembered where the error is swallowed", async () => {
  const model = scriptedModel(["never said"]);
  const { error } = await callModel(model, { messages: [{ role: "user", content: " " }] });
  expect(error).toMatchObject({
    name: "InvalidPromptError",
    statusCode: 400,
    isRetryable: false,
    problems: ["message 1 (user): a text part is blank"],
  });
  expect(() => model.assertComplete()).toThrow("a text part is blank");
  const lenient = scriptedModel(["said"], { checkPrompts: false });
  expect((await callModel(lenient, { messages: [{ role: "user", content: " " }] })).error).toBe(
    undefined,
  );
});

test("only the last calls are kept", async () => {
  const model = scriptedModel(() => "again", { keepCalls: 2 });
  for (let call = 0; call < 5; call += 1) await callModel(model);
  expect(model.calls.map((call) => call.request.callIndex)).toEqual([3, 4]);
  expect(model.calls[1]).toMatchObject({ outcome: "answered", options: { headers: {} } });
});
