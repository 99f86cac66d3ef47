import { APICallError, isStepCount, streamText } from "ai";
import { expect, test } from "vitest";
import type { Turn } from "../index.ts";
import {
  contextOverflow,
  delay,
  drop,
  dropAfter,
  eof,
  eofAfter,
  errorPart,
  fail,
  hang,
  malformedPart,
  scriptedModel,
  text,
  toolCall,
} from "../index.ts";
import { callModel, endOf, partsOf, textOf } from "../test-support/call-model.ts";

const answer = [text("Hello there"), toolCall("search", { q: "x" })];

test.each([
  [fail(), 500, true, "server_error"],
  [fail({ status: 429, retryAfterMs: 1500 }), 429, true, "rate_limit_exceeded"],
  [fail({ status: 503, retryable: false, code: "down" }), 503, false, "down"],
  [contextOverflow(), 400, false, "context_length_exceeded"],
])(
  "a refusal is an APICallError with status, code and body",
  async (turn, status, retryable, code) => {
    const { error } = await callModel(scriptedModel([turn]));
    if (!APICallError.isInstance(error)) throw new Error("It is no APICallError.");
    expect(error).toMatchObject({ statusCode: status, isRetryable: retryable });
    expect(error.data).toMatchObject({ error: { code } });
    expect(JSON.parse(error.responseBody ?? "")).toEqual(error.data);
  },
);

test("a refusal carries how long to wait, in both headers that clients know", async () => {
  const { error } = await callModel(scriptedModel([fail({ status: 429, retryAfterMs: 1500 })]));
  expect(error).toMatchObject({
    responseHeaders: { "retry-after": "2", "retry-after-ms": "1500" },
  });
});

test("a refusal cannot come after output", async () => {
  const { error } = await callModel(scriptedModel([[text("Hi"), fail()]]));
  expect(error).toMatchObject({ message: expect.stringContaining("use errorPart() or drop()") });
});

test("an error within the stream ends it with the reason error", async () => {
  const model = scriptedModel([["Hel", errorPart({ status: 503, message: "Overloaded." })]]);
  const called = await callModel(model);
  expect(textOf(called)).toBe("Hel");
  expect(partsOf(called, "error")[0]).toMatchObject({ error: { message: "Overloaded." } });
  expect(endOf(called)).toMatchObject({ finishReason: "error" });
});

test("an unreadable part is an error within the stream", async () => {
  const called = await callModel(scriptedModel([["a", malformedPart(), "b"]]));
  expect(textOf(called)).toBe("ab");
  expect(partsOf(called, "error")[0]?.error).toBeInstanceOf(SyntaxError);
});

const pieces = ["text", "text", "text", "arguments", "arguments"];

test.each(pieces.map((_, count) => count + 1))(
  "a connection that breaks after %i pieces lets exactly those through",
  async (count) => {
    const model = scriptedModel([[...answer, dropAfter(count)]], { chunkSize: 5 });
    const called = await callModel(model);
    const seen = called.parts.filter(({ type }) => /-delta$/.test(type));
    expect(seen).toHaveLength(count);
    expect(called.error).toMatchObject({ isRetryable: true, cause: expect.any(TypeError) });
    expect(APICallError.isInstance(called.error)).toBe(true);
    expect(endOf(called)).toBeUndefined();
    expect(model.calls[0]?.outcome).toBe("failed");
  },
);

test("a connection that breaks before the answer fails the call itself, without a status", async () => {
  for (const turn of [
    [...answer, dropAfter(0)],
    [drop(), ...answer],
  ]) {
    const called = await callModel(scriptedModel([turn]));
    expect(called.parts).toEqual([]);
    expect(called.error).toMatchObject({ isRetryable: true });
    expect(called.error).not.toHaveProperty("statusCode");
  }
});

test.each<[string, Turn, string]>([
  ["after two pieces", [...answer, eofAfter(2)], "Hello ther"],
  ["where the part stands", [text("Hello"), eof(), text(" there")], "Hello"],
  ["right before the end", [text("Hello"), eofAfter(99)], "Hello"],
  ["at once", [text("Hello"), eofAfter(0)], ""],
])("a stream that ends %s has no finish and throws nothing", async (_, turn, seen) => {
  const called = await callModel(scriptedModel([turn], { chunkSize: 5 }));
  expect(called.error).toBeUndefined();
  expect(textOf(called)).toBe(seen);
  expect(endOf(called)).toBeUndefined();
});

test("a hanging answer ends with the abort, before its response as well as within it", async () => {
  const early = new AbortController();
  const silent = scriptedModel(() => {
    setImmediate(() => early.abort());
    return hang();
  });
  const unanswered = await callModel(silent, { abortSignal: early.signal });
  expect(unanswered).toMatchObject({ parts: [], error: { name: "AbortError" } });
  expect(silent.calls[0]).toMatchObject({ outcome: "aborted" });

  const late = new AbortController();
  const stuck = scriptedModel([[text("Hello"), hang()]]);
  const called = await callModel(stuck, {
    abortSignal: late.signal,
    onPart: (part) => part.type === "text-delta" && late.abort(),
  });
  expect(textOf(called)).toBe("Hello");
  expect(called.error).toMatchObject({ name: "AbortError" });
  expect(stuck.calls[0]).toMatchObject({ outcome: "aborted" });
});

test("a reader that stops reading a hanging answer ends the call", async () => {
  const model = scriptedModel([[text("Hello"), hang()]]);
  const { stream } = await model.doStream({
    prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
  });
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
  expect(model.calls[0]).toMatchObject({
    outcome: "aborted",
    request: { signal: { aborted: true } },
  });
});

test("delays wait by the given sleep, before the answer and before each delta", async () => {
  const waits: number[] = [];
  const model = scriptedModel([[delay(700), text("abcdef")]], {
    chunkSize: 3,
    chunkDelayMs: 20,
    sleep: async (ms) => void waits.push(ms),
  });
  expect(textOf(await callModel(model))).toBe("abcdef");
  expect(waits).toEqual([700, 20, 20]);
});

test("an abort ends a delay", async () => {
  const controller = new AbortController();
  const model = scriptedModel([[text("Hello"), delay(3_600_000), text(" there")]]);
  const called = await callModel(model, {
    abortSignal: controller.signal,
    onPart: (part) => part.type === "text-end" && controller.abort(new Error("enough")),
  });
  expect(called.error).toMatchObject({ message: "enough" });
  expect(textOf(called)).toBe("Hello");
});

test("a call that is aborted before it begins uses up no turn", async () => {
  const model = scriptedModel(["Hello"]);
  const { error } = await callModel(model, { abortSignal: AbortSignal.abort() });
  expect(error).toMatchObject({ name: "AbortError" });
  expect(model.unconsumed()).toHaveLength(1);
});

test("an answer that is not streamed fails as a whole where its stream would break", async () => {
  const model = scriptedModel([
    [...answer, dropAfter(1)],
    [...answer, eofAfter(1)],
    ["Hi", errorPart({ status: 503 })],
    ["Hi", malformedPart()],
  ]);
  const options = { prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }] } as const;
  await expect(model.doGenerate(options)).rejects.toMatchObject({ isRetryable: true });
  await expect(model.doGenerate(options)).rejects.toMatchObject({ isRetryable: true });
  await expect(model.doGenerate(options)).rejects.toMatchObject({ statusCode: 503 });
  await expect(model.doGenerate(options)).rejects.toMatchObject({ statusCode: 200 });
  expect(model.calls.map((call) => call.outcome)).toEqual(Array(4).fill("failed"));
});

test("streamText sees a refusal as an error part, and retries where it is told to", async () => {
  const model = scriptedModel([fail({ status: 429, retryAfterMs: 1 }), "Hello"]);
  const result = streamText({ model, prompt: "Hi", maxRetries: 1, stopWhen: isStepCount(1) });
  expect(await result.text).toBe("Hello");
  model.assertComplete();
});
