import type { Transform } from "node:stream";
import { GuardedFetchError, UnsupportedRuntimeError } from "@inhouse/contracts";

/** What the request says that it takes. One layer only: a bomb in a bomb would pass every ratio. */
export const acceptedEncodings = "gzip, deflate";

/**
 * @param body - the body as it came
 * @param encoding - the answer's `content-encoding`; null or empty: the body is not packed
 * @param origin - who answered, for messages
 * @returns the body unpacked, piece by piece, as fast as it is read
 * @throws GuardedFetchError if it is packed in another way, or wrongly
 */
export function unpack(
  body: AsyncIterable<Uint8Array>,
  encoding: string | null,
  origin: string,
): AsyncIterable<Uint8Array> {
  const name = (encoding ?? "").trim().toLowerCase();
  if (name === "" || name === "identity") return body;
  if (name !== "gzip" && name !== "x-gzip" && name !== "deflate") {
    const message = `${origin} answered in an encoding that was not asked for.`;
    throw new GuardedFetchError("encoding", message, "unknown");
  }
  return unpacked(body, name === "deflate" ? "deflate" : "gzip", origin);
}

async function* unpacked(
  body: AsyncIterable<Uint8Array>,
  format: "gzip" | "deflate",
  origin: string,
): AsyncIterable<Uint8Array> {
  const { Readable, zlib } = await loadNode();
  const decoder: Transform = format === "gzip" ? zlib.createGunzip() : zlib.createInflate();
  const source = Readable.from(body);
  // A stream that fails does not end those behind it.
  source.on("error", (error) => decoder.destroy(error));
  try {
    yield* source.pipe(decoder);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    const message = `${origin} sent an answer that cannot be unpacked.`;
    throw new GuardedFetchError("encoding", message, "unknown");
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

function isCorrupt(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === "string" && /^Z_/.test(code);
}

async function loadNode(): Promise<{
  readonly Readable: typeof import("node:stream").Readable;
  readonly zlib: typeof import("node:zlib");
}> {
  try {
    const [{ Readable }, zlib] = await Promise.all([import("node:stream"), import("node:zlib")]);
    return { Readable, zlib };
  } catch (cause) {
    throw new UnsupportedRuntimeError("Unpacking an answer", "node:zlib", { cause });
  }
}
