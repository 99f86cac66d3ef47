import { APICallError } from "ai";
import fc from "fast-check";
import { expect, test } from "vitest";
import { classifyFailure } from "./classify-failure.ts";
import { redact } from "./redact.ts";

function refusal(statusCode: number, message: string, data?: unknown): APICallError {
  const url = "https://provider.test/v1";
  return new APICallError({ message, url, requestBodyValues: {}, statusCode, data });
}

test.each<readonly [string, unknown]>([
  [
    "OpenAI",
    refusal(400, "Too long.", {
      error: { code: "context_length_exceeded", type: "invalid_request_error" },
    }),
  ],
  [
    "OpenAI's Responses",
    refusal(400, "Your input exceeds the context window of this model. Please adjust your input."),
  ],
  [
    "OpenAI-compatible servers",
    refusal(
      400,
      "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
    ),
  ],
  ["Anthropic", refusal(400, "prompt is too long: 210000 tokens > 200000 maximum")],
  [
    "Anthropic with an answer",
    refusal(400, "input length and `max_tokens` exceed context limit: 1 + 2 > 3"),
  ],
  [
    "Google",
    refusal(
      400,
      "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
    ),
  ],
  ["Bedrock", refusal(400, "Input is too long for requested model.")],
  [
    "xAI",
    refusal(
      400,
      "This model's maximum prompt length is 131072 but the request contains 140000 tokens.",
    ),
  ],
  ["Groq", refusal(413, "Please reduce the length of the messages or completion.")],
  [
    "llama.cpp",
    refusal(400, "the request exceeds the available context size", {
      error: { type: "exceed_context_size_error" },
    }),
  ],
  [
    "a single prompt above OpenAI's limit per minute",
    refusal(
      429,
      "Request too large for gpt-6-astra on tokens per min (TPM): Limit 30000, Requested 40000. The input or output tokens must be reduced in order to run successfully.",
    ),
  ],
])("a context overflow as %s says it", (_, error) => {
  expect(classifyFailure(error, false, "m")).toMatchObject({
    failure: "context_overflow",
    retryable: false,
  });
});

test.each<readonly [string, unknown, string, boolean]>([
  [
    "a plain object with a code",
    { code: "rate_limit_exceeded", message: "Slow down." },
    "rate_limit",
    true,
  ],
  ["an overloaded provider", { type: "overloaded_error", message: "Overloaded" }, "server", true],
  [
    "a content policy",
    refusal(400, "Refused.", { error: { code: "content_policy_violation" } }),
    "invalid_prompt",
    false,
  ],
  [
    "a content policy by 403",
    refusal(403, "Refused.", { error: { code: "policy_violation" } }),
    "invalid_prompt",
    false,
  ],
  ["a dropped socket", new TypeError("terminated"), "server", true],
  [
    "a body that says more than the error",
    {
      name: "AI_APICallError",
      statusCode: 429,
      message: "x",
      responseBody: '{"error":{"code":"insufficient_quota"}}',
    },
    "rate_limit",
    false,
  ],
  [
    "a retrying wrapper",
    {
      name: "AI_RetryError",
      message: "Failed after 3 attempts.",
      lastError: refusal(429, "Slow down."),
    },
    "rate_limit",
    true,
  ],
  [
    "an unsupported part",
    { name: "AI_UnsupportedFunctionalityError", message: "file" },
    "invalid_prompt",
    false,
  ],
  [
    "a missing key",
    { name: "AI_LoadAPIKeyError", message: "OpenAI API key is missing." },
    "server",
    false,
  ],
  ["a string", "out of luck", "server", true],
  [
    "an error within a stream that the SDK knows nothing of",
    { name: "AI_StreamProviderError", message: "The server had an error.", isRetryable: false },
    "server",
    true,
  ],
  ["nothing", undefined, "server", true],
  [
    "a server that rules out another try",
    { ...refusal(500, "No."), isRetryable: false, statusCode: 500 },
    "server",
    false,
  ],
])("%s", (_, error, failure, retryable) => {
  expect(classifyFailure(error, false, "m")).toMatchObject({ failure, retryable });
});

test("our own signal is judged before everything else", () => {
  const dressedUp = refusal(200, "Failed to process the response.");
  expect(classifyFailure(dressedUp, true, "m")).toMatchObject({ failure: "aborted" });
});

test("the message names the model and the status, and is not endless", () => {
  const { message } = classifyFailure(refusal(500, "no ".repeat(10_000)), false, "openai/m");
  expect(message).toMatch(/^The model openai\/m failed \(500\): no /);
  expect(message.length).toBeLessThan(700);
});

test("whatever looks like a key is taken out, and sentences are left as they are", () => {
  const letters = fc.string({
    unit: fc.constantFrom(..."abcXYZ0189"),
    minLength: 24,
    maxLength: 60,
  });
  const dress = fc.constantFrom(
    (secret: string) => `sk-${secret}`,
    (secret: string) => `sk-ant-api03-${secret}`,
    (secret: string) => `gsk_${secret}`,
    (secret: string) => `AIza${secret}`,
    (secret: string) => `Bearer ${secret}`,
    (secret: string) => `api_key=${secret}`,
    (secret: string) => `"apiKey": "${secret}"`,
    (secret: string) => `https://a.test/?token=${secret}&x=1`,
  );
  fc.assert(
    fc.property(letters, dress, (secret, dressed) => {
      expect(redact(`Refused: ${dressed(secret)} is wrong.`)).not.toContain(secret);
    }),
  );
  const plain =
    "The model 'accounts/fireworks/models/llama-v3p1-70b-instruct' does not exist (request 7f0c1a9e-1b2c-4d5e-8f90-a1b2c3d4e5f6).";
  expect(redact(plain)).toBe(plain);
});
