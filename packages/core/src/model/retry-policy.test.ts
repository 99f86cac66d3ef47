import fc from "fast-check";
import { expect, test } from "vitest";
import type { FailedAttempt } from "./retry-policy.ts";
import { decideRetry, defaultRetryPolicy } from "./retry-policy.ts";

const failed: FailedAttempt = {
  failure: "server",
  retryable: true,
  attempt: 1,
  outputBegan: false,
  retryAfterMs: null,
};

test.each<readonly [string, Partial<FailedAttempt>, number | "never"]>([
  ["the first failure of a server", {}, 500],
  ["the second", { attempt: 2 }, 1_000],
  ["the third", { attempt: 3 }, "never"],
  ["a rate limit", { failure: "rate_limit" }, 500],
  ["a rate limit with a wait", { failure: "rate_limit", retryAfterMs: 3_000 }, 3_500],
  ["a wait of a minute", { retryAfterMs: 60_000 }, 60_500],
  ["a wait of more than a minute", { retryAfterMs: 60_001 }, "never"],
  ["an answer that broke off in its middle", { outputBegan: true }, 500],
  ["what will fail again", { retryable: false }, "never"],
  ["what we stopped", { failure: "aborted" }, "never"],
  ["a prompt that is too long", { failure: "context_overflow" }, "never"],
  ["a refused prompt", { failure: "invalid_prompt" }, "never"],
])("%s is retried after %j: %s ms", (_, changes, delayMs) => {
  const expected = delayMs === "never" ? { retry: false } : { retry: true, delayMs };
  expect(decideRetry({ ...failed, ...changes }, 0.5)).toEqual(expected);
});

test("a policy may leave answers alone that broke off in their middle", () => {
  const policy = { ...defaultRetryPolicy, retryAfterOutput: false };
  expect(decideRetry({ ...failed, outputBegan: true }, 0.5, policy)).toEqual({ retry: false });
});

test("no wait is longer than the policy says, and none is shorter than the provider asks", () => {
  const attempts = fc.record({
    attempt: fc.integer({ min: 1, max: 2_000 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    retryAfterMs: fc.option(fc.nat(60_000)),
  });
  const policy = { ...defaultRetryPolicy, maxRetries: 2_000 };
  fc.assert(
    fc.property(attempts, ({ attempt, random, retryAfterMs }) => {
      const decision = decideRetry({ ...failed, attempt, retryAfterMs }, random, policy);
      if (!decision.retry) throw new Error("not retried");
      const asked = retryAfterMs ?? 0;
      expect(decision.delayMs).toBeGreaterThanOrEqual(asked);
      expect(decision.delayMs).toBeLessThanOrEqual(asked + policy.maxDelayMs);
    }),
  );
});
