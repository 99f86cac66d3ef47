export type { Lookup, ResolvedAddress } from "./address/resolve-host.ts";
export type { FetchedBytes } from "./fetch-bytes.ts";
export { fetchBytes } from "./fetch-bytes.ts";
export { guardedFetch } from "./guarded-fetch.ts";
export type {
  GuardedFetch,
  GuardedFetchOptions,
  GuardedRequest,
  GuardedResponse,
} from "./guarded-fetch-options.ts";
export type { FetchLimits } from "./limits.ts";
export type { Transport, TransportRequest, TransportResponse } from "./transport/transport.ts";
