import { isLoopback } from "./is-loopback.ts";

/** The headers that say where a request was sent, and from which web page. */
export interface CallerHeaders {
  /** `Host`; undefined: there is none. */
  readonly host: string | undefined;
  /** `Origin`; undefined: no web page sent it. */
  readonly origin: string | undefined;
}

/** Which callers a server takes. */
export interface CallerRules {
  /** The name or address that it listens on. */
  readonly host: string;
  /** The origins of web pages that may call, or `*` for all. */
  readonly cors: readonly string[];
}

/**
 * Keeps web pages from a server that is meant for programs on this machine: one whose own name was pointed here (DNS
 * rebinding), and one that sends what browsers let it send without asking.
 *
 * @param headers - of the request
 * @param rules - which callers are taken
 * @returns why the request is refused; null: it is not
 */
export function checkCaller({ host, origin }: CallerHeaders, rules: CallerRules): string | null {
  const called = hostName(host);
  if (called === null) return "The request has no valid Host header.";
  if (isLoopback(rules.host) && !isLoopback(called) && called !== rules.host.toLowerCase()) {
    return "This server is for this machine only: its Host must be a loopback name, such as localhost or 127.0.0.1.";
  }
  if (origin === undefined || rules.cors.includes("*") || rules.cors.includes(origin)) return null;
  if (isSameOrigin(origin, host)) return null;
  return "Web pages of this origin may not call. Start the server with --cors ORIGIN to let them.";
}

function hostName(host: string | undefined): string | null {
  if (host === undefined || !/^[\w.~:[\]-]+$/.test(host)) return null;
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  return origin.toLowerCase() === `http://${host?.toLowerCase()}`;
}
