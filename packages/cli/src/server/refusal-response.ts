/** Why a request is refused before it comes to a dialect. */
export interface Refusal {
  /** The status. */
  readonly status: 400 | 403 | 404 | 405;
  /** A code to decide by. */
  readonly code:
    | "caller_not_allowed"
    | "malformed_request"
    | "method_not_allowed"
    | "unknown_route";
  /** A sentence for the caller. */
  readonly message: string;
}

/**
 * @param path - of the request
 * @param refusal - why
 * @returns the response, in the form of the errors of the dialect that the path belongs to
 */
export function refusalResponse(path: string, { status, code, message }: Refusal): Response {
  const requestId = `req_${crypto.randomUUID().replaceAll("-", "")}`;
  const body = path.startsWith("/api/v1/")
    ? { code, message, request_id: requestId }
    : { error: { message, type: "invalid_request_error", param: null, code } };
  return Response.json(body, { status, headers: { "x-request-id": requestId } });
}
