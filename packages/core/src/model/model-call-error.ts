/**
 * Why a model call did not come to its end.
 *
 * - `aborted`: our own signal; always judged first, because engines dress it up as other errors.
 * - `rate_limit`: 429 and its kin.
 * - `context_overflow`: the prompt was too long for the model.
 * - `invalid_prompt`: the provider refused the request (400, 404, 413, 422, content policy).
 * - `server`: 5xx, dropped sockets, streams that end without completion, anything else.
 */
export type ModelFailure =
  | "aborted"
  | "rate_limit"
  | "context_overflow"
  | "invalid_prompt"
  | "server";

export interface ModelCallErrorDetails {
  readonly failure: ModelFailure;
  /** Whether the same call may do better a little later. */
  readonly retryable: boolean;
  /** How long the provider asked to wait, in milliseconds; null: it did not. */
  readonly retryAfterMs: number | null;
}

/** A model call that did not come to its end. Internal: the run loop turns it into a run's `lastError`. */
export class ModelCallError extends Error {
  readonly failure: ModelFailure;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(message: string, details: ModelCallErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.name = "ModelCallError";
    this.failure = details.failure;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
  }
}
