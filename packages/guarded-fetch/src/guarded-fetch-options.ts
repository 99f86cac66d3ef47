import type { Clock } from "@inhouse/contracts";
import type { Lookup } from "./address/resolve-host.ts";
import type { FetchLimits } from "./limits.ts";
import type { Transport } from "./transport/transport.ts";

/** Where a guarded fetch may go, and what it may cost. */
export interface GuardedFetchOptions {
  /**
   * The origins that may be called, such as `https://api.example.com`; redirects stay among them. `any`: every origin with a
   * public address on port 80 or 443, for addresses that users name, such as those of images.
   */
  readonly origins: readonly string[] | "any";
  /**
   * Origins whose host may have a loopback or private address, because it is one of yours; absent: none. Link-local addresses,
   * where clouds keep their metadata, are refused all the same. With listed origins it must be among those, too.
   */
  readonly allowPrivateAddresses?: readonly string[];
  /** How much a request may cost; what is absent is as {@link FetchLimits} says. */
  readonly limits?: Partial<FetchLimits>;
  /** Certificates of authorities to trust beside the usual ones, as PEM; absent: none. */
  readonly ca?: string;
  /** Asks for the addresses of names; absent: this machine's resolver. */
  readonly lookup?: Lookup;
  /** Sends requests; absent: HTTP of Node.js, and an `UnsupportedRuntimeError` where there is none. */
  readonly connect?: Transport;
  /** The time; absent: the machine's. */
  readonly clock?: Clock;
}

/** What to ask for. */
export interface GuardedRequest {
  /** The method, in capitals; absent: `GET`. */
  readonly method?: string;
  /** The header. On the way to another origin only what says nothing of the caller stays. Absent: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body; absent: none. It is not sent on to another origin. */
  readonly body?: string | Uint8Array;
  /** Which types of an answer of success are taken, as `image/png` or `image/*`; absent: all. */
  readonly mediaTypes?: readonly string[];
  /** Ends the request; the promise rejects with its reason. Absent: nothing does. */
  readonly signal?: AbortSignal;
}

/** An answer, of whatever status. */
export interface GuardedResponse {
  /** Who answered, after redirects. It may hold secrets of the request. */
  readonly url: string;
  /** The status. */
  readonly status: number;
  /** The header. */
  readonly headers: Headers;
  /** The type of the body in small letters, without parameters; null: the service did not say. */
  readonly mediaType: string | null;
  /** The whole body, unpacked. */
  readonly bytes: Uint8Array;
}

/**
 * Sends a request and waits for the whole answer.
 *
 * @param url - where to; http or https
 * @param request - what to ask for; absent: a `GET`
 * @returns the answer, also one of an error
 * @throws GuardedFetchError if the request is refused, or there is no answer within the limits
 */
export type GuardedFetch = (
  url: string | URL,
  request?: GuardedRequest,
) => Promise<GuardedResponse>;
