import type { ModelFailure } from "./model-call-error.ts";

/** How often and how patiently a failed model call is made again. */
export interface RetryPolicy {
  /** How many calls may follow the first one. */
  readonly maxRetries: number;
  /** The upper bound of the first wait, in milliseconds; it doubles with every attempt. */
  readonly baseDelayMs: number;
  /** No wait of ours is longer, in milliseconds. */
  readonly maxDelayMs: number;
  /** A provider that asks for a longer wait, in milliseconds, is not asked again. */
  readonly maxRetryAfterMs: number;
  /** Whether an attempt that broke off in the middle of its answer is made again, as a new answer. */
  readonly retryAfterOutput: boolean;
}

/** Two retries, after at most 1 and 2 seconds; a provider may ask for up to a minute. */
export const defaultRetryPolicy: RetryPolicy = {
  maxRetries: 2,
  baseDelayMs: 1_000,
  maxDelayMs: 20_000,
  maxRetryAfterMs: 60_000,
  retryAfterOutput: true,
};

/** What is known when a model call failed. */
export interface FailedAttempt {
  readonly failure: ModelFailure;
  readonly retryable: boolean;
  /** The attempts made so far, this one included: 1 after the first call. */
  readonly attempt: number;
  /** Whether readers have already seen something of this attempt's answer. */
  readonly outputBegan: boolean;
  /** How long the provider asked to wait, in milliseconds; null: it did not. */
  readonly retryAfterMs: number | null;
}

export type RetryDecision = RetryAgain | RetryNever;

export interface RetryAgain {
  readonly retry: true;
  readonly delayMs: number;
}

export interface RetryNever {
  readonly retry: false;
}

const never: RetryNever = { retry: false };

/**
 * Whether to make a failed call again. The next attempt is a new answer: what the failed one wrote is never continued.
 * A context overflow is not retried here, for the same prompt would overflow again.
 *
 * @param random - in [0, 1): spreads the waits of many processes over the whole range
 */
export function decideRetry(
  failed: FailedAttempt,
  random: number,
  policy: RetryPolicy = defaultRetryPolicy,
): RetryDecision {
  const mayHelp = failed.failure === "rate_limit" || failed.failure === "server";
  if (!mayHelp || !failed.retryable) return never;
  if (failed.outputBegan && !policy.retryAfterOutput) return never;
  if (failed.attempt > policy.maxRetries) return never;
  const backoffMs = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (failed.attempt - 1));
  const jitterMs = Math.floor(random * backoffMs);
  if (failed.retryAfterMs === null) return { retry: true, delayMs: jitterMs };
  if (failed.retryAfterMs > policy.maxRetryAfterMs) return never;
  return { retry: true, delayMs: failed.retryAfterMs + jitterMs };
}
