import type { DialectContext, HttpSettings } from "@inhouse/http";
import { readJson } from "@inhouse/http";
import type { WireFields } from "../input/wire-fields.ts";
import { bodyFields } from "../input/wire-fields.ts";

/**
 * @param c - the request
 * @param settings - how much it may bring
 * @returns the fields of its JSON body
 * @throws HttpRefusal if the body cannot be read
 * @throws InvalidInputError if it is no object
 */
export async function readBody(c: DialectContext, settings: HttpSettings): Promise<WireFields> {
  return bodyFields(await readJson(c.req.raw, settings.limits));
}
