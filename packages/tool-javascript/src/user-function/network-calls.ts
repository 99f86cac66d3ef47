import type { JsonObject, JsonValue } from "@inhouse/contracts";
import { GuardedFetchError } from "@inhouse/contracts";
import type { GuardedFetchOptions, GuardedResponse } from "@inhouse/guarded-fetch";
import { guardedFetch } from "@inhouse/guarded-fetch";
import type { Capability } from "../capability/capability.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { isObject } from "./entry-fields.ts";
import type { FetchGrant } from "./user-function.ts";

/** How requests are sent, wherever they go. */
export type NetworkOptions = Omit<GuardedFetchOptions, "origins">;

const maxHeaders = 64;

/**
 * @param grant - where to, and how
 * @param network - how requests are sent
 * @returns the call `fetch`
 */
export function networkCalls(
  { origins, methods }: Required<FetchGrant>,
  network: NetworkOptions,
): ReadonlyMap<string, Capability> {
  const fetch = guardedFetch({ ...network, origins });
  const send: Capability = async (input, { signal }) => {
    const { url, method, headers, body } = isObject(input) ? input : {};
    const verb = method === undefined ? "GET" : String(method).toUpperCase();
    if (typeof url !== "string") throw new HostCallError("The address must be a string.");
    if (!methods.includes(verb)) {
      const granted = methods.join(", ");
      throw new HostCallError(`The function may not send ${verb.slice(0, 20)}, only ${granted}.`);
    }
    if (body !== undefined && body !== null && typeof body !== "string") {
      throw new HostCallError("The body must be a string; write JSON with JSON.stringify.");
    }
    const request = { method: verb, headers: headersOf(headers), signal };
    try {
      return answerOf(await fetch(url, { ...request, ...(typeof body === "string" && { body }) }));
    } catch (error) {
      // Its message names origins only.
      if (error instanceof GuardedFetchError) throw new HostCallError(error.message);
      throw error;
    }
  };
  return new Map([["fetch", send]]);
}

function headersOf(given: JsonValue | undefined): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  if (given === undefined || given === null) return headers;
  const isFit = Array.isArray(given) && given.length <= maxHeaders;
  for (const pair of isFit ? given : [null]) {
    const [name, value] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || typeof value !== "string") {
      throw new HostCallError(`The headers must be at most ${maxHeaders} names with their texts.`);
    }
    headers[name] = value;
  }
  return headers;
}

function answerOf({ status, url, headers, bytes }: GuardedResponse): JsonObject {
  const shown = [...headers].filter(([name]) => name !== "set-cookie");
  return { status, url, headers: shown, ...contentOf(bytes) };
}

/**
 * @param bytes - any content
 * @returns it as `text` if it is text, else as `base64`
 */
function contentOf(bytes: Uint8Array): JsonObject {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString("base64") };
  }
}
