/** How large a frame may be: what its header announces is judged before a byte of it is kept. */
export interface FrameLimits {
  /** Of the message itself. */
  readonly jsonBytes: number;
  /** Of all binary values in it together. */
  readonly binaryBytes: number;
}

/** The sizes that stand before a frame. */
export interface FrameHeader {
  readonly jsonBytes: number;
  readonly binaryBytes: number;
}

/** The length of a header, in bytes. */
export const frameHeaderBytes = 8;

/** Stands in the JSON for a binary value: `[offset, length]` in the bytes behind it. */
const binaryKey = "#bytes";

/** What came is not a frame, or is larger than it may be. */
export class FrameError extends Error {}

/**
 * Writes a message as a frame: two sizes, JSON, and the bytes of all `Uint8Array`s in it.
 *
 * @param message - plain values and `Uint8Array`s
 * @returns the pieces, to be written one after the other; binary values are not copied
 */
export function encodeFrame(message: object): Uint8Array[] {
  const binaries: Uint8Array[] = [];
  let binaryBytes = 0;
  const json = JSON.stringify(message, function (this: Record<string, unknown>, key, value) {
    // The value itself may have gone through a `toJSON` already.
    const raw = this[key];
    if (!(raw instanceof Uint8Array)) return value as unknown;
    const place = [binaryBytes, raw.byteLength];
    binaries.push(raw);
    binaryBytes += raw.byteLength;
    return { [binaryKey]: place };
  });
  const text = new TextEncoder().encode(json);
  const head = new Uint8Array(frameHeaderBytes + text.byteLength);
  const sizes = new DataView(head.buffer);
  sizes.setUint32(0, text.byteLength);
  sizes.setUint32(4, binaryBytes);
  head.set(text, frameHeaderBytes);
  return [head, ...binaries];
}

/** @param bytes - at least {@link frameHeaderBytes} bytes */
export function readFrameHeader(bytes: Uint8Array): FrameHeader {
  const sizes = new DataView(bytes.buffer, bytes.byteOffset, frameHeaderBytes);
  return { jsonBytes: sizes.getUint32(0), binaryBytes: sizes.getUint32(4) };
}

function binaryAt(place: unknown, binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const [offset, length] = Array.isArray(place) ? (place as unknown[]) : [];
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) {
    throw new FrameError("a binary value has no place");
  }
  const start = offset as number;
  const end = start + (length as number);
  if (start < 0 || end < start || end > binary.byteLength) {
    throw new FrameError("a binary value lies outside of its frame");
  }
  return binary.slice(start, end);
}

/**
 * @param json - the message
 * @param binary - the bytes behind it
 * @returns the message, with each binary value in a buffer of its own
 * @throws FrameError if it cannot be read
 */
export function decodeFrame(json: Uint8Array, binary: Uint8Array<ArrayBuffer>): unknown {
  try {
    const text = new TextDecoder().decode(json);
    if (binary.byteLength === 0) return JSON.parse(text);
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, binaryKey)
        ? binaryAt((value as Record<string, unknown>)[binaryKey], binary)
        : value,
    );
  } catch (cause) {
    if (cause instanceof FrameError) throw cause;
    throw new FrameError("a frame cannot be read", { cause });
  }
}
