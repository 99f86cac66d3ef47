import { HttpRefusal } from "../faults/http-refusal.ts";
import { malformedBody, unsupportedMediaType } from "../faults/refusals.ts";
import type { HttpLimits } from "../options/http-options.ts";
import { limitBytes } from "./limit-bytes.ts";

/**
 * Reads a multipart body. It is counted while it comes in, and never more of it is kept than the limit.
 *
 * @param request - the request
 * @param limits - how much it may bring
 * @returns the fields and files
 * @throws HttpRefusal if the body is too long, of another type, or malformed
 */
export async function readForm(request: Request, limits: HttpLimits): Promise<FormData> {
  const type = request.headers.get("content-type");
  if (type === null || !/^multipart\/form-data\s*;/i.test(type)) {
    throw unsupportedMediaType("multipart/form-data");
  }
  const body = limitBytes(request, limits.uploadBytes);
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch (error) {
    const refusal = findRefusal(error);
    if (refusal !== null) throw refusal;
    if (request.signal.aborted) throw error;
    throw malformedBody("We could not parse the multipart body of your request.", error);
  }
}

/** Platforms wrap what a body failed with. */
function findRefusal(error: unknown): HttpRefusal | null {
  if (error instanceof HttpRefusal) return error;
  return error instanceof Error && error.cause !== undefined ? findRefusal(error.cause) : null;
}
