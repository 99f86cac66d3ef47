import { APICallError, generateText } from "ai";
import { describe, expect, test } from "vitest";
import {
  contextOverflow,
  drop,
  dropAfter,
  eofAfter,
  errorPart,
  fail,
  hang,
  malformedPart,
  text,
  toolCall,
} from "../index.ts";
import { callModel, endOf, partsOf, textOf } from "../test-support/call-model.ts";
import { apis, fakedModel } from "../test-support/open-ai-models.ts";

const answer = [text("Hello there"), toolCall("search", { q: "x" })];

describe.each(apis)("over the %s API", (api) => {
  test.each([
    [fail(), 500, true, "server_error"],
    [fail({ status: 429, retryAfterMs: 1500 }), 429, true, "rate_limit_exceeded"],
    [contextOverflow(), 400, false, "context_length_exceeded"],
  ])("a refusal is an HTTP error with OpenAI's body", async (turn, status, retryable, code) => {
    await using faked = await fakedModel(api, [turn]);
    const { error } = await callModel(faked.model);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      statusCode: status,
      isRetryable: retryable,
      data: { error: { code } },
      ...(status === 429
        ? { responseHeaders: { "retry-after": "2", "retry-after-ms": "1500" } }
        : {}),
    });
    expect(faked.server.requests[0]).toMatchObject({ status, outcome: "failed" });
  });

  test.each([1, 2, 3, 4, 5])(
    "a socket that breaks after %i pieces lets exactly those through",
    async (count) => {
      await using faked = await fakedModel(api, [[...answer, dropAfter(count)]], { chunkSize: 5 });
      const called = await callModel(faked.model);
      const pieces = called.parts.filter(
        (part) => /-delta$/.test(part.type) && (part.text ?? part.delta) !== "",
      );
      expect(pieces).toHaveLength(count);
      expect(called.error).toMatchObject({ isRetryable: true });
      expect(endOf(called)).toBeUndefined();
    },
  );

  test("a socket that breaks before the response fails the call", async () => {
    await using faked = await fakedModel(api, [drop(), "never"]);
    const called = await callModel(faked.model);
    expect(called.parts).toEqual([]);
    expect(called.error).toMatchObject({ isRetryable: true });
    expect(called.error).not.toHaveProperty("statusCode", expect.any(Number));
    expect(faked.server.requests[0]?.outcome).toBe("failed");
    expect(faked.server.requests[0]).not.toHaveProperty("status");
  });

  test("a stream that ends without completion is interrupted", async () => {
    await using faked = await fakedModel(api, [[...answer, eofAfter(2)]], { chunkSize: 5 });
    const called = await callModel(faked.model);
    expect(called.error).toBeUndefined();
    expect(textOf(called)).toBe("Hello ther");
    expect(endOf(called)).toMatchObject({
      finishReason: "interrupted",
      usage: { inputTokens: undefined },
    });
  });

  test("an error event ends the stream with the reason error", async () => {
    await using faked = await fakedModel(api, [
      ["Hel", errorPart({ status: 429, message: "Slow down." })],
    ]);
    const called = await callModel(faked.model);
    expect(textOf(called)).toBe("Hel");
    expect(partsOf(called, "error")[0]).toMatchObject({ error: { message: "Slow down." } });
    expect(endOf(called)).toMatchObject({ finishReason: "error" });
  });

  test("an event that is no JSON is an error within the stream", async () => {
    await using faked = await fakedModel(api, [["a", malformedPart(), "b"]]);
    const called = await callModel(faked.model);
    expect(textOf(called)).toBe("ab");
    expect(partsOf(called, "error")[0]).toMatchObject({ error: { name: "AI_JSONParseError" } });
    expect(endOf(called)).toMatchObject({ finishReason: "error" });
  });

  test("a hanging answer notices that its client has gone", async () => {
    await using faked = await fakedModel(api, [[text("Hello"), hang()]]);
    const controller = new AbortController();
    const called = await callModel(faked.model, {
      abortSignal: controller.signal,
      onPart: (part) => part.type === "text-delta" && controller.abort(),
    });
    expect(textOf(called)).toBe("Hello");
    expect(called.error).toBeDefined();
    await expect.poll(() => faked.server.requests[0]?.outcome).toBe("aborted");
  });

  test("a server that closes ends what hangs", async () => {
    const faked = await fakedModel(api, [hang()]);
    const pending = callModel(faked.model);
    await expect.poll(() => faked.server.requests).toHaveLength(1);
    await faked.server.close();
    expect((await pending).error).toMatchObject({ isRetryable: true });
  });

  test("an answer that is not streamed fails as a whole where its stream would break", async () => {
    await using faked = await fakedModel(api, [
      [...answer, dropAfter(1)],
      [...answer, eofAfter(1)],
      ["Hi", errorPart({ status: 503 })],
      ["Hi", malformedPart()],
    ]);
    const call = () => generateText({ model: faked.model, prompt: "Hello", maxRetries: 0 });
    await expect(call()).rejects.toMatchObject({ isRetryable: true });
    await expect(call()).rejects.toMatchObject({ isRetryable: true });
    await expect(call()).rejects.toMatchObject({ statusCode: 503 });
    await expect(call()).rejects.toMatchObject({ isRetryable: false });
    faked.server.assertComplete();
  });

  test("a call after the last turn, and a script that throws, are not worth a retry", async () => {
    await using faked = await fakedModel(api, [
      () => {
        throw new Error("The script has a bug.");
      },
    ]);
    expect((await callModel(faked.model)).error).toMatchObject({
      isRetryable: false,
      message: "The script has a bug.",
    });
    expect((await callModel(faked.model)).error).toMatchObject({
      isRetryable: false,
      data: { error: { code: "script_exhausted" } },
    });
    expect(() => faked.server.assertComplete()).toThrow("has 1 turns and all are played");
  });
});
