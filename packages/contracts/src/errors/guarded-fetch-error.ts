import { InhouseError } from "./inhouse-error.ts";

/**
 * Why a guarded fetch gave nothing.
 *
 * - `url`: the address or a header of the request is one that is never sent.
 * - `origin`: the origin is not on the list.
 * - `address`: the host has an address that is not public.
 * - `redirect`: the service sent it on to where it must not go, or too often.
 * - `status`: the service answered, but not with what was asked for.
 * - `too_large`: the answer, its header or what it unpacks to is larger than allowed.
 * - `too_slow`: the time is up, or the service was silent for too long.
 * - `media_type`: the answer is of a type that was not asked for.
 * - `encoding`: the answer is packed in a way that was not asked for, or cannot be unpacked.
 * - `unreachable`: there is no such host, or no connection to it.
 * - `broken`: the connection broke, or the answer is no HTTP.
 */
export type FetchRefusal =
  | "url"
  | "origin"
  | "address"
  | "redirect"
  | "status"
  | "too_large"
  | "too_slow"
  | "media_type"
  | "encoding"
  | "unreachable"
  | "broken";

/** Whether a request that failed may have reached the service: `no`, it did not; `unknown`, it may have taken effect. */
export type RequestFate = "no" | "unknown";

/**
 * A request over the network was refused, or failed. The message names origins only: never a path, a query, a header or an
 * address that a name resolved to.
 */
export class GuardedFetchError extends InhouseError {
  /** Always `guarded_fetch`. */
  readonly code = "guarded_fetch";
  /** Why. */
  readonly reason: FetchRefusal;
  /** Whether the service may have got the request. */
  readonly sent: RequestFate;

  /**
   * @param reason - why
   * @param message - the same for a person, without secrets
   * @param sent - whether the service may have got the request
   */
  constructor(reason: FetchRefusal, message: string, sent: RequestFate) {
    super(message);
    this.reason = reason;
    this.sent = sent;
  }
}
