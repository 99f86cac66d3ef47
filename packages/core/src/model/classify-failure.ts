import { abortedCall } from "./call-failures.ts";
import { isContextOverflow } from "./context-overflow.ts";
import type { ModelFailure } from "./model-call-error.ts";
import { ModelCallError } from "./model-call-error.ts";
import type { ProviderError } from "./provider-error.ts";
import { readProviderError } from "./provider-error.ts";
import { redact } from "./redact.ts";
import { retryAfterMs } from "./retry-after.ts";

const longestReason = 600;

/**
 * Why a model call failed, from whatever was thrown or streamed.
 *
 * @param aborted - whether our own signal had aborted; judged first, because engines dress it up as other errors
 * @param model - the model's name, for the message
 */
export function classifyFailure(error: unknown, aborted: boolean, model: string): ModelCallError {
  if (aborted) return abortedCall(model, error);
  if (error instanceof ModelCallError) return error;
  const read = readProviderError(error);
  const { failure, retryable } = judge(read);
  const details = { failure, retryable, retryAfterMs: retryAfterMs(read.headers) };
  const reason = redact(read.message).slice(0, longestReason);
  const status = read.status === null ? "" : ` (${read.status})`;
  if (isRefusedKey(read)) {
    // No cause: providers quote the key they refused.
    return new ModelCallError(
      `No access to the model ${model}${status}: ${reason} Check its API key and what the key may use.`,
      details,
    );
  }
  return new ModelCallError(`The model ${model} failed${status}: ${reason}`, details, {
    cause: error,
  });
}

interface Judgement {
  readonly failure: ModelFailure;
  readonly retryable: boolean;
}

/** Errors of the SDK itself about what it was given: the same call would fail the same way. */
const refusedBySdk: ReadonlySet<string> = new Set([
  "AI_InvalidPromptError",
  "AI_MissingToolResultsError",
  "AI_InvalidArgumentError",
  "AI_InvalidMessageRoleError",
  "AI_InvalidDataContentError",
  "AI_UnsupportedFunctionalityError",
  "AI_UnsupportedModelVersionError",
  "AI_NoSuchModelError",
  "AI_DownloadError",
]);

function judge(error: ProviderError): Judgement {
  if (isContextOverflow(error)) return { failure: "context_overflow", retryable: false };
  if (hasCode(error, /insufficient_quota|billing/)) {
    return { failure: "rate_limit", retryable: false };
  }
  if (error.status === 429 || hasCode(error, /rate_limit|too_many_requests|resource_exhausted/)) {
    return { failure: "rate_limit", retryable: true };
  }
  if (isRefusedKey(error)) return { failure: "server", retryable: false };
  if (isRefusedRequest(error)) return { failure: "invalid_prompt", retryable: false };
  return { failure: "server", retryable: isWorthRetrying(error) };
}

function isRefusedKey(error: ProviderError): boolean {
  if (error.status === 401 || error.status === 403) return !hasCode(error, /policy|safety/);
  return error.name === "AI_LoadAPIKeyError" || hasCode(error, /authentication|permission|api_key/);
}

function isRefusedRequest(error: ProviderError): boolean {
  if (error.status !== null) {
    if (error.status >= 400 && error.status < 500)
      return error.status !== 408 && error.status !== 409;
    return false;
  }
  return (
    refusedBySdk.has(error.name) ||
    hasCode(error, /^invalid|_invalid|not_found|content_filter|policy|too_large|unprocessable/)
  );
}

function isTransient(error: ProviderError): boolean {
  return (
    error.status === null || error.status >= 500 || error.status === 408 || error.status === 409
  );
}

function isWorthRetrying(error: ProviderError): boolean {
  // Of an error within a stream the SDK says "no" where it only does not know.
  const isUnknown = error.name === "AI_StreamProviderError" && error.status === null;
  return isUnknown || (error.retryable ?? isTransient(error));
}

function hasCode(error: ProviderError, pattern: RegExp): boolean {
  return error.codes.some((code) => pattern.test(code));
}
