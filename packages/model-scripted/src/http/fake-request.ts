import type { IncomingHttpHeaders } from "node:http";
import type { CallOutcome } from "../model/recorded-call.ts";
import type { TurnRequest } from "../script/turn-request.ts";

/** A request that the server got. */
export interface FakeRequest {
  /** The HTTP method. */
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
  /** The headers, by lower-case name; those that carry secrets read `[redacted]`. */
  readonly headers: { readonly [name: string]: string };
  /** The body, parsed; `{}`: there was none, or none that could be read. */
  readonly body: { readonly [key: string]: unknown };
  /** What the model was sent, as a turn function sees it; absent: the request reached no model. */
  readonly request?: TurnRequest;
  /** The status of the response; absent: none was sent so far. */
  readonly status?: number;
  /** How it went so far. */
  readonly outcome: CallOutcome;
}

const secretHeaders = new Set([
  "authorization",
  "proxy-authorization",
  "cookie",
  "api-key",
  "x-api-key",
]);

export function redactedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name) ? "[redacted]" : String(value),
    ]),
  );
}
