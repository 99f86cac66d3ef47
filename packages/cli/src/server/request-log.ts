import type { FaultReport } from "@inhouse/http";

/** What is logged of a request: nothing that it or its answer contains. */
export interface LoggedRequest {
  /** The method. */
  readonly method: string;
  /** The address as it came; what follows a `?` is not logged. */
  readonly url: string;
  /** The status of the response; null: the caller left before there was one. */
  readonly status: number | null;
  /** Whether the response was sent to its end. */
  readonly ended: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

const longest = 200;

/**
 * @param request - what happened
 * @returns a line for people and tools: method, path, status, time
 */
export function requestLine({ method, url, status, ended, ms }: LoggedRequest): string {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  // Whatever could begin a new line or colour a terminal is written as a question mark.
  const shown = path.slice(0, longest).replace(/[^!-~]/g, "?");
  const left = ended ? "" : " (caller left)";
  return `${method} ${shown} ${status ?? "-"} ${ms.toFixed(1)}ms${left}`;
}

/**
 * @param report - a fault of this side, without contents
 * @returns a line for people and tools
 */
export function faultLine({ requestId, method, route, name, code }: FaultReport): string {
  return `fault ${name}${code === null ? "" : ` (${code})`} at ${method} ${route}, ${requestId}`;
}
