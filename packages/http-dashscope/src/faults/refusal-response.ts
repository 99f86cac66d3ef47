import type { HttpFault } from "@inhouse/http";
import { describeRefusal } from "./describe-refusal.ts";

/**
 * @param fault - why a request was refused
 * @param error - what was thrown
 * @param requestId - the id of the request
 * @returns the refusal, flat as clients of this API read it
 */
export function refusalResponse(fault: HttpFault, error: unknown, requestId: string): Response {
  const { status, code, message } = describeRefusal(fault, error);
  return Response.json({ code, message, request_id: requestId }, { status });
}
