import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerOf, engines, failureOf, modelCall } from "../test-support/model-call.ts";
import type { ModelObject } from "./resolve-model.ts";
import { singleCallEngine } from "./single-call-engine.ts";

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};
const stop = { type: "finish", finishReason: { unified: "stop", raw: "stop" }, usage };

/** A model that streams these parts, as a provider package of this version of the AI SDK would. */
function modelOf(version: "v2" | "v3" | "v4", parts: readonly unknown[]): ModelObject {
  const model = {
    specificationVersion: version,
    provider: "odd.chat",
    modelId: "one",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("never called")),
    doStream: () => Promise.resolve({ stream: ReadableStream.from(parts) }),
  };
  return model as unknown as ModelObject;
}

const outputs = [vi.spyOn(console, "warn"), vi.spyOn(process, "emitWarning")];
beforeEach(() => outputs.forEach((output) => void output.mockClear()));
afterEach(() => outputs.forEach((output) => void expect(output).not.toHaveBeenCalled()));

const hello = [
  { type: "text-start", id: "1" },
  { type: "text-delta", id: "1", delta: "hi" },
  { type: "text-end", id: "1" },
];
const finished = {
  type: "finish",
  reason: "stop",
  usage: { promptTokens: 1, completionTokens: 1, cachedPromptTokens: 0, reasoningTokens: 0 },
};

describe.each(engines)("through $name", (engine) => {
  test("warnings are told and not printed", async () => {
    const warnings = [
      { type: "unsupported", feature: "topP", details: "Ignored." },
      { type: "other", message: "Be careful." },
    ];
    const model = modelOf("v4", [{ type: "stream-start", warnings }, ...hello, stop]);
    const { events } = await answerOf(modelCall(model), engine);
    expect(events[0]).toEqual({
      type: "warnings",
      warnings: ["The model does not support 'topP'. Ignored.", "Be careful."],
    });
  });

  test.each(["v2", "v3"] as const)(
    "a %s model answers, and says what it loses",
    async (version) => {
      const finish =
        version === "v3"
          ? stop
          : {
              type: "finish",
              finishReason: "stop",
              usage: { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0, reasoningTokens: 0 },
            };
      const model = modelOf(version, [{ type: "stream-start", warnings: [] }, ...hello, finish]);
      const { events } = await answerOf(modelCall(model, { reasoningEffort: "high" }), engine);
      expect(events).toEqual([
        { type: "warnings", warnings: [expect.stringContaining("'high' is lost")] },
        { type: "text", partId: "0", text: "hi" },
        { type: "text_end", partId: "0" },
        finished,
      ]);
    },
  );

  test("a V2 stream that breaks off is no answer", async () => {
    const cut = { type: "finish", finishReason: "unknown", usage: {} };
    const model = modelOf("v2", [...hello.slice(0, 2), cut]);
    expect(failureOf(await answerOf(modelCall(model), engine))).toEqual(["server", true]);
  });

  test.each([
    { version: "v2", finishReason: "other", whole: true },
    { version: "v3", finishReason: { unified: "other", raw: "recited" }, whole: true },
    { version: "v3", finishReason: { unified: "other", raw: undefined }, whole: false },
    { version: "v4", finishReason: { unified: "interrupted", raw: undefined }, whole: false },
  ] as const)(
    "an answer of a $version model that ends for $finishReason is whole: $whole",
    async (odd) => {
      const finish = { ...stop, finishReason: odd.finishReason };
      const end =
        odd.version === "v2" ? { ...finish, usage: { inputTokens: 1, outputTokens: 1 } } : finish;
      const answer = await answerOf(modelCall(modelOf(odd.version, [...hello, end])), engine);
      if (!odd.whole) return expect(failureOf(answer)).toEqual(["server", true]);
      expect(answer.events.at(-1)).toMatchObject({ type: "finish", reason: "other" });
    },
  );

  test("a text that the provider forgot to end is whole once the answer is", async () => {
    const model = modelOf("v4", [...hello.slice(0, 2), stop]);
    const { events } = await answerOf(modelCall(model), engine);
    expect(events).toEqual([
      { type: "text", partId: "0", text: "hi" },
      { type: "text_end", partId: "0" },
      finished,
    ]);
  });

  test("the last word on a part counts", async () => {
    const model = modelOf("v4", [
      { type: "reasoning-start", id: "r", providerMetadata: { acme: { id: 1 } } },
      { type: "reasoning-delta", id: "r", delta: "" },
      { type: "reasoning-end", id: "r", providerMetadata: { acme: { id: 1, sealed: "x" } } },
      stop,
    ]);
    const { events } = await answerOf(modelCall(model), engine);
    expect(events).toEqual([
      { type: "reasoning_end", partId: "0", providerMetadata: { acme: { id: 1, sealed: "x" } } },
      finished,
    ]);
  });

  test("citations come with the text that rests on them", async () => {
    const page = { type: "source", sourceType: "url", id: "s", url: "https://a.test/", title: "A" };
    const paper = { type: "source", sourceType: "document", id: "d", mediaType: "a/b", title: "D" };
    const citations = [{ source: page, startIndex: 0, endIndex: 2 }, { source: paper }];
    const model = modelOf("v4", [
      ...hello.slice(0, 2),
      { type: "text-end", id: "1", citations },
      paper,
      stop,
    ]);
    const { events } = await answerOf(modelCall(model), engine);
    expect(events.slice(1, 3)).toEqual([
      {
        type: "text_end",
        partId: "0",
        citations: [{ url: "https://a.test/", title: "A", startIndex: 0, endIndex: 2 }],
      },
      { type: "opaque", value: paper },
    ]);
  });

  test("parts without an event of their own are kept, safe for JSON", async () => {
    const bytes = new Uint8Array([104, 105]);
    const model = modelOf("v4", [
      { type: "custom", kind: "acme.compaction", providerMetadata: { acme: { state: "s" } } },
      { type: "reasoning-file", mediaType: "image/png", data: { type: "data", data: bytes } },
      stop,
    ]);
    const { events } = await answerOf(modelCall(model), engine);
    expect(events.slice(0, 2)).toEqual([
      {
        type: "opaque",
        value: {
          type: "custom",
          kind: "acme.compaction",
          providerMetadata: { acme: { state: "s" } },
        },
      },
      { type: "opaque", value: { type: "reasoning-file", mediaType: "image/png", data: "aGk=" } },
    ]);
  });
});

// What only the single-call function lets through: `streamText` fails here.
test("a part of an unknown type is kept", async () => {
  const model = modelOf("v4", [{ type: "hologram", url: new URL("https://a.test/"), n: 1n }, stop]);
  const { events } = await answerOf(modelCall(model), singleCallEngine);
  expect(events[0]).toEqual({
    type: "opaque",
    value: { type: "hologram", url: "https://a.test/", n: "1" },
  });
});

test("a text whose start the provider left out is read", async () => {
  const model = modelOf("v4", [...hello.slice(1), stop]);
  const { events } = await answerOf(modelCall(model), singleCallEngine);
  expect(events[0]).toEqual({ type: "text", partId: "0", text: "hi" });
});
