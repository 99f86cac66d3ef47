import type { JsonValue } from "@inhouse/contracts";
import { HttpRefusal } from "../faults/http-refusal.ts";
import { malformedBody, unsupportedMediaType } from "../faults/refusals.ts";
import type { HttpLimits } from "../options/http-options.ts";
import { nestsDeeperThan } from "./json-depth.ts";
import { limitBytes } from "./limit-bytes.ts";

/**
 * Reads a JSON body. A body of nothing but white space counts as none, whatever its content type.
 *
 * @param request - the request
 * @param limits - how much it may bring
 * @returns the value; undefined: there is no body
 * @throws HttpRefusal if the body is too long, nests too deep, or is not JSON in UTF-8
 */
export async function readJson(
  request: Request,
  limits: HttpLimits,
): Promise<JsonValue | undefined> {
  const text = await readText(request, limits.jsonBytes);
  if (text.trim() === "") return undefined;
  // Web pages of other origins can send text and forms without asking, but not this type.
  if (!isJsonType(request.headers.get("content-type"))) {
    throw unsupportedMediaType("application/json");
  }
  if (nestsDeeperThan(text, limits.jsonDepth)) {
    throw malformedBody(`The JSON of the request nests deeper than ${limits.jsonDepth} levels.`);
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    // The parser's own text quotes the body.
    throw malformedBody("We could not parse the JSON body of your request.", error);
  }
}

async function readText(request: Request, limit: number): Promise<string> {
  const body = limitBytes(request, limit);
  if (body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    let text = "";
    for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof HttpRefusal || request.signal.aborted) throw error;
    throw malformedBody("The body of the request broke off, or is not UTF-8.", error);
  }
}

function isJsonType(type: string | null): boolean {
  return type !== null && /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type);
}
