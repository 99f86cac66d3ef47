import type { RequestFate } from "@inhouse/contracts";
import { GuardedFetchError } from "@inhouse/contracts";

/** Codes of failures before anything was sent. */
const unconnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EACCES",
  "EPERM",
]);

const certificates =
  /^(ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|ERR_SSL_|EPROTO)/;

/**
 * Says what a transport's error means. The error itself is not kept: it may hold addresses, and bytes of the answer.
 *
 * @param error - what the transport threw
 * @param origin - who was called
 * @param sent - whether anything may have been sent
 * @returns the error for the caller
 */
export function describeFailure(
  error: unknown,
  origin: string,
  sent: RequestFate,
): GuardedFetchError {
  const code = String((error as { readonly code?: unknown } | null)?.code ?? "");
  if (code === "HPE_HEADER_OVERFLOW") {
    const message = `${origin} sent a header that is too large.`;
    return new GuardedFetchError("too_large", message, sent);
  }
  if (unconnected.has(code)) {
    return new GuardedFetchError("unreachable", `${origin} takes no connections (${code}).`, "no");
  }
  if (certificates.test(code)) {
    const message = `${origin} was not called: its certificate is not to be trusted (${code}).`;
    return new GuardedFetchError("unreachable", message, "no");
  }
  const known = /^[A-Z][A-Z_]{2,40}$/.test(code) ? ` (${code})` : "";
  const message = `The connection to ${origin} broke, or its answer is no HTTP${known}.`;
  return new GuardedFetchError("broken", message, sent);
}

/** @returns the error of a request whose time is up */
export function tooSlow(origin: string, sent: RequestFate): GuardedFetchError {
  return new GuardedFetchError("too_slow", `${origin} did not answer in time.`, sent);
}

/** @returns the error of a request that was sent on to where it must not go */
export function refusedRedirect(error: GuardedFetchError): GuardedFetchError {
  const message = `The service sent the request on, and it was not followed. ${error.message}`;
  return new GuardedFetchError(error.reason, message, "unknown");
}
