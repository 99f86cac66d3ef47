import type { RunError } from "@inhouse/contracts";
import type { ModelCallError } from "../model/model-call-error.ts";
import { decideRetry, defaultRetryPolicy } from "../model/retry-policy.ts";
import type { AnswerOutcome } from "./answer-outcome.ts";
import type { LiveRun } from "./live-run.ts";
import { stopChange } from "./stop-change.ts";

/** The attempts at one model answer. */
export interface Attempts {
  /** How many there are with the present one. */
  readonly made: number;
  /** Whether the provider refused a prompt as too long before. */
  readonly wasTooLong: boolean;
  /** Whether the prompt is to be cut now, because the provider refused that of the attempt before. */
  readonly overflow: boolean;
}

/** The attempt that follows a failed one. */
export interface NextAttempt extends Attempts {
  readonly delayMs: number;
}

/** What follows a failed attempt. */
export interface AfterFailure {
  /** What is stored of it; null: nothing, since nobody has seen anything of it. */
  readonly outcome: AnswerOutcome | null;
  /** The next attempt; null: there is none, and the run ends. */
  readonly again: NextAttempt | null;
}

/**
 * @param live - the run
 * @param failure - how the attempt failed
 * @param attempts - the attempts so far
 * @param began - whether readers have seen anything of it
 * @throws RunLostError if the run is another's now
 */
export function afterFailure(
  live: LiveRun,
  failure: ModelCallError,
  attempts: Attempts,
  began: boolean,
): AfterFailure {
  const stopped = stopChange(live);
  if (stopped !== null) return { outcome: { kind: "stopped", ...stopped }, again: null };
  const error = runError(failure);
  const again = nextAttempt(live, failure, attempts, began);
  if (again === null) return { outcome: { kind: "failed", error }, again };
  return { outcome: began ? { kind: "retry", error } : null, again };
}

function nextAttempt(
  live: LiveRun,
  failure: ModelCallError,
  { made, wasTooLong, overflow }: Attempts,
  outputBegan: boolean,
): NextAttempt | null {
  if (failure.failure === "context_overflow" && !wasTooLong) {
    return { made, wasTooLong: true, overflow: true, delayMs: 0 };
  }
  const { random, settings } = live.scope;
  const { retryable, retryAfterMs } = failure;
  const decision = decideRetry(
    { failure: failure.failure, retryable, attempt: made, outputBegan, retryAfterMs },
    random(),
    { ...defaultRetryPolicy, maxRetries: settings.modelRetries },
  );
  if (!decision.retry) return null;
  // The cut of an attempt that was stored is stored with it.
  const isCutStored = outputBegan;
  const { delayMs } = decision;
  return { made: made + 1, wasTooLong, overflow: overflow && !isCutStored, delayMs };
}

function runError({ failure, message }: ModelCallError): RunError {
  const codes = {
    aborted: "server_error",
    rate_limit: "rate_limit_exceeded",
    context_overflow: "invalid_prompt",
    invalid_prompt: "invalid_prompt",
    server: "server_error",
  } as const;
  return { code: codes[failure], message };
}
