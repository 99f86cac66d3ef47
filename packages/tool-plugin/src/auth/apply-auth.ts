import type { PlainRequest } from "../request/build-request.ts";
import type { ResolvedAuth } from "./plugin-auth.ts";

/** A request that proves who sends it, and what of it nobody else may read. */
export interface SignedRequest extends PlainRequest {
  /** The token, in every form in which it stands in the request. */
  readonly secrets: readonly string[];
}

/**
 * @param request - the request
 * @param auth - how it proves who sends it
 * @param token - with what
 * @returns the request to send
 */
export function applyAuth(request: PlainRequest, auth: ResolvedAuth, token: string): SignedRequest {
  const value = writtenToken(auth.type, token);
  const bare = value.replace(/^(Basic|Bearer|APPCODE) /, "");
  const secrets = [...new Set([token, bare, encodeURIComponent(bare)])];
  if (auth.in === "header") {
    const headers = { ...request.headers, [auth.name.toLowerCase()]: value };
    return { ...request, headers, secrets };
  }
  const url = new URL(request.url);
  // Set, not appended: an argument of that name must not stand beside the token.
  url.searchParams.set(auth.name, value);
  url.search = url.search.replaceAll("+", "%20");
  return { ...request, url, secrets };
}

function writtenToken(type: ResolvedAuth["type"], token: string): string {
  if (type === "bearer") return token.startsWith("Bearer ") ? token : `Bearer ${token}`;
  if (type === "appcode") return token.startsWith("APPCODE ") ? token : `APPCODE ${token}`;
  if (type === "apiKey" || token.startsWith("Basic ")) return token;
  return `Basic ${token.includes(":") ? btoa(token) : token}`;
}
