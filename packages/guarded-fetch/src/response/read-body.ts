import { GuardedFetchError } from "@inhouse/contracts";
import type { TransportResponse } from "../transport/transport.ts";
import { headerOf } from "./header-of.ts";
import { unpack } from "./unpack.ts";

/** How a body is read. */
export interface ReadBodyOptions {
  /** The largest body, as it came and unpacked. */
  readonly bytes: number;
  /** Who answered, for messages. */
  readonly origin: string;
  /** Is told of every piece that came. */
  readonly onBytes: () => void;
}

/**
 * @param response - an answer
 * @param options - how much of it is read
 * @returns the whole body, unpacked
 * @throws GuardedFetchError if there is more of it than allowed, packed or unpacked, or it cannot be unpacked
 */
export async function readBody(
  response: TransportResponse,
  options: ReadBodyOptions,
): Promise<Uint8Array> {
  const { bytes, origin, onBytes } = options;
  // What it says of itself saves the reading; that it may lie does not matter.
  if (Number(headerOf(response, "content-length") ?? 0) > bytes) throw tooLarge(options);
  const arrived = counted(response.body, options, onBytes);
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of unpack(arrived, headerOf(response, "content-encoding"), origin)) {
    total += piece.length;
    if (total > bytes) throw tooLarge(options);
    pieces.push(piece);
  }
  return joined(pieces, total);
}

/** Empty pieces that unpack to nothing are counted too: they may come for ever. */
async function* counted(
  body: AsyncIterable<Uint8Array>,
  options: ReadBodyOptions,
  onBytes: () => void,
): AsyncIterable<Uint8Array> {
  let total = 0;
  for await (const piece of body) {
    onBytes();
    total += piece.length;
    if (total > options.bytes) throw tooLarge(options);
    yield piece;
  }
}

function joined(pieces: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooLarge({ origin, bytes }: ReadBodyOptions): GuardedFetchError {
  const message = `${origin} sent an answer of more than ${bytes} bytes.`;
  return new GuardedFetchError("too_large", message, "unknown");
}
