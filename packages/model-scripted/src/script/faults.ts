/** How a provider refuses a call. */
export interface FailureDetails {
  /** The HTTP status; absent: 500. */
  readonly status?: number;
  /** OpenAI's code of the error: `rate_limit_exceeded`; absent: the usual one of the status. */
  readonly code?: string;
  /** What the provider says; absent: something fitting. */
  readonly message?: string;
  /** How long the provider asks to wait, in milliseconds; absent: it does not. */
  readonly retryAfterMs?: number;
  /**
   * Whether the caller may try again; absent: for 408, 409, 429 and 5xx. Over HTTP clients judge by the status, and
   * this is only the header `x-should-retry`.
   */
  readonly retryable?: boolean;
}

/** The provider refuses the call before it answers. */
export interface ScriptedFailure {
  /** What the provider does. */
  readonly type: "failure";
  /** How. */
  readonly details: FailureDetails;
}

/** The provider reports an error within the answer. */
export interface ScriptedErrorPart {
  /** What the provider does. */
  readonly type: "error-part";
  /** The error. */
  readonly details: FailureDetails;
}

/** The provider sends something that cannot be read. */
export interface ScriptedMalformed {
  /** What the provider does. */
  readonly type: "malformed";
}

/** The answer is cut off. */
export interface ScriptedCut {
  /** What happens. */
  readonly type: "cut";
  /** Whether the connection breaks, or the stream ends as if all were well, but without its end mark. */
  readonly how: "drop" | "eof";
  /** After how many pieces of the whole answer; absent: where this part stands. */
  readonly after?: number;
}

/**
 * @param details - how
 * @returns an answer in which the provider refuses the call; only a delay may stand before it
 */
export function fail(details: FailureDetails = {}): ScriptedFailure {
  return { type: "failure", details };
}

/** @returns an answer in which the provider refuses the call because the prompt is too long for the model */
export function contextOverflow(): ScriptedFailure {
  return fail({
    status: 400,
    code: "context_length_exceeded",
    message: "The prompt has more tokens than this model's context window holds.",
  });
}

/**
 * @param details - the error
 * @returns a part in which the provider reports an error within the stream
 */
export function errorPart(details: FailureDetails = {}): ScriptedErrorPart {
  return { type: "error-part", details };
}

/** @returns a part in which the provider sends broken JSON; in process, the error that a client makes of it */
export function malformedPart(): ScriptedMalformed {
  return { type: "malformed" };
}

/** @returns a part at which the connection breaks; at the start of an answer, before the response begins */
export function drop(): ScriptedCut {
  return { type: "cut", how: "drop" };
}

/** @returns a part at which the stream ends without finish reason and usage */
export function eof(): ScriptedCut {
  return { type: "cut", how: "eof" };
}

/**
 * @param pieces - how many pieces come through: deltas of text, of reasoning and of arguments, files, sources, results,
 *   unknown parts. 0: the connection breaks before the response begins. More than the answer has: right before its end
 * @returns a part, anywhere in the answer, that makes the connection break
 */
export function dropAfter(pieces: number): ScriptedCut {
  return { type: "cut", how: "drop", after: pieces };
}

/**
 * @param pieces - how many pieces come through, counted as in {@link dropAfter}
 * @returns a part, anywhere in the answer, that makes the stream end without finish reason and usage
 */
export function eofAfter(pieces: number): ScriptedCut {
  return { type: "cut", how: "eof", after: pieces };
}
