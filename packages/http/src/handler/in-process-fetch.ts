import { abortError } from "./abort-error.ts";
import type { HttpHandler } from "./create-http-handler.ts";

/** What an SDK calls in place of the global `fetch`. */
export type InProcessFetch = (
  input: string | URL | Request,
  init?: RequestInit,
) => Promise<Response>;

/**
 * Makes a `fetch` that reaches a handler without a socket. The host of the address and its scheme do not matter.
 *
 * @param handler - what answers
 * @returns a function for the `fetch` option of an SDK; it rejects only as `fetch` does, when the signal aborts
 */
export function inProcessFetch(handler: HttpHandler): InProcessFetch {
  return async (input, init) => {
    const request = requestOf(input, init);
    const { signal } = request;
    if (signal.aborted) throw abortError();
    let onAbort = (): void => undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(abortError());
      signal.addEventListener("abort", onAbort, { once: true });
    });
    try {
      return await Promise.race([handler(request), aborted]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  };
}

function requestOf(input: string | URL | Request, init: RequestInit | undefined): Request {
  // What a server hands over may be a look-alike, which the constructor does not take.
  if (input instanceof Request && init === undefined) return input;
  // A body that is a stream must say so; the type of this option is not in every library's RequestInit.
  return new Request(input, { ...init, duplex: "half" } as RequestInit);
}
