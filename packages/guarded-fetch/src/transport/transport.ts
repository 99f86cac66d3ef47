import type { ResolvedAddress } from "../address/resolve-host.ts";

/**
 * Sends one request over one connection and answers with what came. It follows nothing, unpacks nothing and asks for no name.
 *
 * @param request - what to send, and to which addresses
 * @returns the answer, once its header is there
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** One request of a {@link Transport}. */
export interface TransportRequest {
  /** Where to; its name belongs into the header and into the TLS handshake. */
  readonly url: URL;
  /** The addresses to connect to, and no others. */
  readonly addresses: readonly ResolvedAddress[];
  /** The method, in capitals. */
  readonly method: string;
  /** The header; `host` and `content-length` are not among it. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body; null: none. */
  readonly body: Uint8Array | null;
  /** Aborts when nobody waits any more: the connection must be closed then. */
  readonly signal: AbortSignal;
  /** The largest header of an answer, in bytes. */
  readonly headerBytes: number;
  /** Certificates of authorities to trust beside the usual ones, as PEM; absent: none. */
  readonly ca?: string;
}

/** The answer of a {@link Transport}. */
export interface TransportResponse {
  /** The status. */
  readonly status: number;
  /** The header, in the order in which it came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as it came; who stops reading it closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection. */
  close(): void;
}
