import type { HttpFaultCode } from "./http-fault.ts";
import { HttpRefusal } from "./http-refusal.ts";

/** @returns refuses a request whose key is not good */
export function badKey(): HttpRefusal {
  return new HttpRefusal({
    status: 401,
    kind: "authentication",
    message: "The API key is missing or not valid.",
    param: null,
    code: "bad_key",
  });
}

/** @returns refuses a body with more than so many bytes */
export function bodyTooLarge(limit: number): HttpRefusal {
  return new HttpRefusal({
    status: 413,
    kind: "too_large",
    message: `The body of the request has more than ${limit} bytes.`,
    param: null,
    code: "body_too_large",
  });
}

/** @returns refuses a body that cannot be read */
export function malformedBody(message: string, cause?: unknown): HttpRefusal {
  const options = cause === undefined ? undefined : { cause };
  const fault = { status: 400, kind: "invalid_request", message, param: null } as const;
  return new HttpRefusal({ ...fault, code: "malformed_body" }, options);
}

/** @returns refuses a body of a type that the route does not take */
export function unsupportedMediaType(expected: string): HttpRefusal {
  return new HttpRefusal({
    status: 415,
    kind: "invalid_request",
    message: `The content type of the request must be '${expected}'.`,
    param: null,
    code: "unsupported_media_type",
  });
}

/** @returns refuses a path that there is not, or not with this method */
export function unknownRoute(
  method: string,
  path: string,
  allowed: readonly string[],
): HttpRefusal {
  const code: HttpFaultCode = allowed.length > 0 ? "method_not_allowed" : "unknown_route";
  const where = `(${method} ${path})`;
  const message =
    allowed.length > 0
      ? `Not allowed to ${method} this URL ${where}. It takes: ${allowed.join(", ")}.`
      : `Unknown request URL: ${where}.`;
  const fault = { message, param: null, code };
  if (allowed.length > 0)
    return new HttpRefusal({ ...fault, status: 405, kind: "invalid_request" });
  return new HttpRefusal({ ...fault, status: 404, kind: "not_found" });
}
