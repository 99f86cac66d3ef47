import { expect, test } from "vitest";
import { contextSizeOf } from "./context-size.ts";

test.each([
  ["anthropic/claude-sonnet-4-5", 200_000],
  ["anthropic/claude-sonnet-4-5-20250929", 200_000],
  ["google/gemini-2.5-pro", 1_048_576],
  ["openrouter/anthropic/claude-opus-4.5", 200_000],
  ["amazon-bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0", 200_000],
  ["xai/grok-4.6", 500_000],
])("knows how much %s holds", async (model, size) => {
  expect(await contextSizeOf(model)).toBe(size);
});

test("leaves OpenAI's largest answer out, since its models do not take a prompt in its place", async () => {
  expect(await contextSizeOf("openai/gpt-5")).toBe(272_000);
  expect(await contextSizeOf("openai/gpt-5-2025-08-07")).toBe(272_000);
  expect(await contextSizeOf("openai/ft:gpt-4o-mini-2024-07-18:acme::9zXy")).toBe(128_000 - 16_384);
});

test("takes the caller's number first", async () => {
  expect(await contextSizeOf("openai/gpt-5", 8_000)).toBe(8_000);
  expect(await contextSizeOf("someone/something", 8_000)).toBe(8_000);
});

test("says so where it does not know the model", async () => {
  expect(await contextSizeOf("someone/something")).toBeNull();
  expect(await contextSizeOf("")).toBeNull();
  expect(await contextSizeOf("openai/gpt-5-unheard-of", null)).toBeNull();
});
