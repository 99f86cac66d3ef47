import { GuardedFetchError } from "@inhouse/contracts";
import type { CheckedRequest } from "./check-request.ts";

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Headers that say nothing of who asks. All others may be credentials, and stay with the origin that they were meant for. */
const harmlessHeaders: ReadonlySet<string> = new Set([
  "accept",
  "accept-language",
  "content-type",
  "user-agent",
]);

/**
 * Decides what follows an answer that sends the request on. Whether the new origin may be called is for the same checks to
 * say that the first one went through.
 *
 * @param request - the request that was answered
 * @param status - the answer's status
 * @param location - where it sends the request; null: nowhere
 * @returns the request to send next; null: the answer is no redirect
 * @throws GuardedFetchError if no request can be made of it
 */
export function followRedirect(
  request: CheckedRequest,
  status: number,
  location: string | null,
): CheckedRequest | null {
  if (!redirects.has(status) || location === null) return null;
  const url = URL.parse(location, request.url.href);
  if (url === null) throw refusal(request, "to an address that is none");
  if (request.url.protocol === "https:" && url.protocol !== "https:") {
    throw refusal(request, "from https to a connection that anybody can read");
  }
  url.hash = "";
  const sameOrigin = url.origin === request.url.origin;
  const becomesGet =
    (status === 303 && request.method !== "HEAD") ||
    ((status === 301 || status === 302) && request.method === "POST");
  if (!sameOrigin && !becomesGet && request.body !== null) {
    throw refusal(request, "with its body to another origin");
  }
  const headers = Object.entries(request.headers).filter(
    ([name]) =>
      (sameOrigin || harmlessHeaders.has(name)) && !(becomesGet && name.startsWith("content-")),
  );
  return {
    url,
    method: becomesGet ? "GET" : request.method,
    headers: Object.fromEntries(headers),
    body: becomesGet ? null : request.body,
  };
}

function refusal({ url }: CheckedRequest, where: string): GuardedFetchError {
  const message = `${url.origin} sent the request on ${where}, which is not followed.`;
  return new GuardedFetchError("redirect", message, "unknown");
}
