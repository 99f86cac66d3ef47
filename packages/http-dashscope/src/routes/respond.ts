import type { JsonObject } from "@inhouse/contracts";
import type { DialectContext } from "@inhouse/http";

/**
 * @param c - the request
 * @param object - what answers it
 * @returns the response: 200, with a JSON body that carries the id of the request
 */
export function respond(c: DialectContext, object: JsonObject): Response {
  return Response.json({ ...object, request_id: c.get("requestId") });
}

/**
 * @param c - the request
 * @param object - the name of what is no more, such as `assistant.deleted`
 * @param id - what is no more, as clients know it
 * @returns the response
 */
export function respondDeleted(c: DialectContext, object: string, id: string): Response {
  return respond(c, { id, object, deleted: true });
}
