import type { RequestFate } from "@inhouse/contracts";
import { GuardedFetchError, InhouseError } from "@inhouse/contracts";
import { resolveHost, systemLookup } from "./address/resolve-host.ts";
import { Deadline } from "./deadline.ts";
import { describeFailure, refusedRedirect, tooSlow } from "./failure.ts";
import type {
  GuardedFetch,
  GuardedFetchOptions,
  GuardedRequest,
  GuardedResponse,
} from "./guarded-fetch-options.ts";
import type { FetchLimits } from "./limits.ts";
import { resolveLimits } from "./limits.ts";
import type { OriginRules } from "./request/check-origin.ts";
import { checkOrigin, originRules } from "./request/check-origin.ts";
import type { CheckedRequest } from "./request/check-request.ts";
import { checkRequest } from "./request/check-request.ts";
import { followRedirect } from "./request/follow-redirect.ts";
import { headerOf } from "./response/header-of.ts";
import { isWanted, mediaTypeOf } from "./response/media-type.ts";
import { readBody } from "./response/read-body.ts";
import { acceptedEncodings } from "./response/unpack.ts";
import { systemClock } from "./system-clock.ts";
import { nodeTransport } from "./transport/node-transport.ts";
import type { TransportResponse } from "./transport/transport.ts";

type Settings = Required<Omit<GuardedFetchOptions, "origins" | "limits" | "ca">> & {
  readonly rules: OriginRules;
  readonly limits: FetchLimits;
  readonly ca: string | undefined;
};

/**
 * Makes a function that goes onto the network for whoever is not trusted to: a model, a document, a user's address. Origins
 * are listed, and redirects stay among them. Names are resolved once, addresses that are not public are refused, and the
 * connection goes to the address that was checked. Size, time and silence are bounded, and nothing that could be a credential
 * reaches another origin. No connection is kept, no cookie, and no proxy of the environment is used.
 *
 * @param options - where it may go, and what a request may cost
 * @returns the function
 * @throws InvalidInputError if an origin or a limit is none
 *
 * @example
 * ```ts
 * const fetch = guardedFetch({ origins: ["https://api.example.com"] });
 * const { status, bytes } = await fetch("https://api.example.com/things", { signal });
 * ```
 */
export function guardedFetch(options: GuardedFetchOptions): GuardedFetch {
  const allowPrivateAddresses = options.allowPrivateAddresses ?? [];
  const settings: Settings = {
    rules: originRules(options.origins, allowPrivateAddresses),
    allowPrivateAddresses,
    limits: resolveLimits(options.limits ?? {}),
    ca: options.ca,
    lookup: options.lookup ?? systemLookup,
    connect: options.connect ?? nodeTransport,
    clock: options.clock ?? systemClock,
  };
  return async (url, request = {}) => {
    request.signal?.throwIfAborted();
    const deadline = new Deadline(settings.clock, settings.limits, request.signal);
    try {
      const first = checkRequest(url, request, settings.limits.requestBytes);
      return await send(first, request, settings, deadline);
    } finally {
      deadline[Symbol.dispose]();
    }
  };
}

async function send(
  first: CheckedRequest,
  asked: GuardedRequest,
  settings: Settings,
  deadline: Deadline,
): Promise<GuardedResponse> {
  const { redirects } = settings.limits;
  let request = first;
  for (let hop = 0; hop <= redirects; hop += 1) {
    const answer = await exchange(request, hop > 0, asked, settings, deadline);
    if ("bytes" in answer) return answer;
    request = answer;
  }
  const message = `${request.url.origin} sent the request on more than ${redirects} times.`;
  throw new GuardedFetchError("redirect", message, "unknown");
}

/** One request: its answer, or the request that it is sent on to. */
async function exchange(
  request: CheckedRequest,
  isRedirected: boolean,
  asked: GuardedRequest,
  settings: Settings,
  deadline: Deadline,
): Promise<GuardedResponse | CheckedRequest> {
  const { url } = request;
  let sent: RequestFate = isRedirected ? "unknown" : "no";
  let response: TransportResponse | undefined;
  try {
    checkOrigin(url, settings.rules);
    const allowPrivate = settings.rules.privates.has(url.origin);
    const addresses = await deadline.race(resolveHost(url, settings.lookup, allowPrivate));
    deadline.touch();
    sent = "unknown";
    const headers = { ...request.headers, "accept-encoding": acceptedEncodings };
    response = await open({ ...request, headers }, addresses, settings, deadline);
    deadline.touch();
    const location = headerOf(response, "location");
    const next = followRedirect(request, response.status, location);
    return next ?? (await read(request, response, asked, settings, deadline));
  } catch (error) {
    if (asked.signal?.aborted === true) throw asked.signal.reason;
    if (deadline.isOver) throw tooSlow(url.origin, sent);
    if (isRedirected && error instanceof GuardedFetchError && error.sent === "no") {
      throw refusedRedirect(error);
    }
    throw error instanceof InhouseError ? error : describeFailure(error, url.origin, sent);
  } finally {
    response?.close();
  }
}

async function open(
  { url, method, headers, body }: CheckedRequest,
  addresses: Parameters<Settings["connect"]>[0]["addresses"],
  { connect, limits, ca }: Settings,
  deadline: Deadline,
): Promise<TransportResponse> {
  const opening = connect({
    url,
    addresses,
    method,
    headers,
    body,
    signal: deadline.signal,
    headerBytes: limits.headerBytes,
    ...(ca !== undefined && { ca }),
  });
  // A connection that opens when nobody waits any more is closed by whoever hears of it: here.
  opening.then(
    (late) => deadline.signal.aborted && late.close(),
    () => undefined,
  );
  return deadline.race(opening);
}

async function read(
  { url, method }: CheckedRequest,
  response: TransportResponse,
  { mediaTypes }: GuardedRequest,
  { limits }: Settings,
  deadline: Deadline,
): Promise<GuardedResponse> {
  const { status } = response;
  const mediaType = mediaTypeOf(headerOf(response, "content-type"));
  if (status >= 200 && status < 300 && mediaTypes && !isWanted(mediaType, mediaTypes)) {
    const message = `${url.origin} answered with a type that was not asked for.`;
    throw new GuardedFetchError("media_type", message, "unknown");
  }
  const hasBody = method !== "HEAD" && status !== 204 && status !== 304;
  const options = {
    bytes: limits.responseBytes,
    origin: url.origin,
    onBytes: () => deadline.touch(),
  };
  const bytes = hasBody ? await deadline.race(readBody(response, options)) : new Uint8Array();
  const headers = new Headers(response.headers.map(([name, value]) => [name, value]));
  return { url: url.href, status, headers, mediaType, bytes };
}
