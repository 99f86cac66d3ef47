import type { FailureDetails } from "../script/faults.ts";

/** The body of an error, as OpenAI sends it. */
export interface ProviderErrorBody {
  /** The error. */
  readonly error: ProviderErrorFields;
}

/** An error, as OpenAI describes it. */
export interface ProviderErrorFields {
  /** What the provider says. */
  readonly message: string;
  /** The family of the error. */
  readonly type: string;
  /** The field that is wrong; null: none. */
  readonly param: string | null;
  /** What to decide by; null: nothing. */
  readonly code: string | null;
}

/** What a {@link ProviderError} is made of. */
export interface ProviderErrorDetails {
  /** What went wrong. */
  readonly message: string;
  /** The HTTP status; absent: there was no response. */
  readonly statusCode?: number;
  /** OpenAI's code; absent: null in the body. */
  readonly code?: string;
  /** How long the provider asks to wait, in milliseconds; absent: it does not. */
  readonly retryAfterMs?: number;
  /** Whether the caller may try again; absent: judged by the status, and yes without one. */
  readonly retryable?: boolean;
  /** What caused it. */
  readonly cause?: unknown;
}

/**
 * The failure of a call, with all that the AI SDK reads from its own `APICallError`, so that
 * `APICallError.isInstance(error)` holds.
 */
export class ProviderError extends Error {
  /** Where the request went. */
  readonly url: string = "scripted:";
  /** What was sent; always `{}`, a script keeps its requests elsewhere. */
  readonly requestBodyValues: unknown = {};
  /** The HTTP status; absent: there was no response. */
  declare readonly statusCode?: number;
  /** The headers of the response; absent: there was no response. */
  declare readonly responseHeaders?: Record<string, string>;
  /** The body of the response; absent: there was no response. */
  declare readonly responseBody?: string;
  /** Whether the caller may try again. */
  readonly isRetryable: boolean;
  /** The body, parsed; absent: there was no response. */
  declare readonly data?: ProviderErrorBody;

  /** @param details - what went wrong */
  constructor(details: ProviderErrorDetails) {
    super(details.message, "cause" in details ? { cause: details.cause } : {});
    this.name = "AI_APICallError";
    const status = details.statusCode;
    this.isRetryable = details.retryable ?? (status === undefined || isRetryableStatus(status));
    for (const marker of markers) Object.defineProperty(this, marker, { value: true });
    if (status === undefined) return;
    this.statusCode = status;
    this.responseHeaders = retryHeaders(details);
    this.data = {
      error: {
        message: details.message,
        type: errorType(status),
        param: null,
        code: details.code ?? null,
      },
    };
    this.responseBody = JSON.stringify(this.data);
  }
}

const markers = [Symbol.for("vercel.ai.error"), Symbol.for("vercel.ai.error.AI_APICallError")];

/**
 * @param details - how a script says that a provider refuses a call
 * @returns the error that a client makes of it
 */
export function refusal(details: FailureDetails): ProviderError {
  const { status = 500, code = usualCode(status), message, ...rest } = details;
  return new ProviderError({
    message: message ?? `The provider refused the call with status ${status}.`,
    statusCode: status,
    ...(code === undefined ? {} : { code }),
    ...rest,
  });
}

/** @returns the error that a client makes of a connection that broke */
export function connectionDropped(): ProviderError {
  return new ProviderError({
    message: "The connection to the provider broke.",
    cause: new TypeError("terminated"),
  });
}

function retryHeaders({ retryAfterMs, retryable }: ProviderErrorDetails): Record<string, string> {
  return {
    ...(retryAfterMs === undefined
      ? {}
      : {
          "retry-after": String(Math.ceil(retryAfterMs / 1000)),
          "retry-after-ms": String(retryAfterMs),
        }),
    ...(retryable === undefined ? {} : { "x-should-retry": String(retryable) }),
  };
}

function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

function usualCode(status: number): string | undefined {
  if (status === 401) return "invalid_api_key";
  if (status === 429) return "rate_limit_exceeded";
  return status >= 500 ? "server_error" : undefined;
}

function errorType(status: number): string {
  if (status === 429) return "requests";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
