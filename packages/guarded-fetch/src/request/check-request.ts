import { GuardedFetchError } from "@inhouse/contracts";
import type { GuardedRequest } from "../guarded-fetch-options.ts";

/** A request that may be sent, as far as its form goes. */
export interface CheckedRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** What describes the connection, or what follows from the rest, is not the caller's to say. */
const ownHeaders: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const methods: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
]);

/**
 * @param address - where to
 * @param request - the rest of it
 * @param requestBytes - the largest body
 * @returns the request in one form
 * @throws GuardedFetchError if it is one that is never sent; the message repeats nothing of it
 */
export function checkRequest(
  address: string | URL,
  request: GuardedRequest,
  requestBytes: number,
): CheckedRequest {
  const url = URL.parse(String(address));
  if (url === null) throw refusal("its address is no absolute URL");
  const method = request.method ?? "GET";
  if (!methods.has(method)) throw refusal("its method is none that is sent");
  const body = typeof request.body === "string" ? encode(request.body) : (request.body ?? null);
  if (body !== null && (method === "GET" || method === "HEAD")) {
    throw refusal(`a ${method} request has no body`);
  }
  if (body !== null && body.length > requestBytes) {
    const message = `The request was not sent: its body is larger than ${requestBytes} bytes.`;
    throw new GuardedFetchError("too_large", message, "no");
  }
  url.hash = "";
  return { url, method, headers: checkHeaders(request.headers ?? {}), body };
}

function checkHeaders(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(key)) throw refusal("the name of a header is malformed");
    if (ownHeaders.has(key)) throw refusal(`the header '${key}' is not the caller's to set`);
    // What is not a visible character, a space or a tab would end the header, or be read in different ways.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw refusal(`the value of the header '${key}' has characters that no header may have`);
    }
    headers[key] = value;
  }
  return headers;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function refusal(why: string): GuardedFetchError {
  return new GuardedFetchError("url", `The request was not sent: ${why}.`, "no");
}
