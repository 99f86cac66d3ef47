import type { FrameHeader, FrameLimits } from "./frames.ts";
import { decodeFrame, FrameError, frameHeaderBytes, readFrameHeader } from "./frames.ts";

/** Puts frames together that come in pieces from a process that may be hostile. */
export class FrameReader {
  readonly #limits: FrameLimits;
  #chunks: Uint8Array[] = [];
  #buffered = 0;
  #header: FrameHeader | null = null;

  /** @param limits - how large a frame may be; no more than one frame and one chunk are ever kept */
  constructor(limits: FrameLimits) {
    this.#limits = limits;
  }

  /**
   * @param chunk - the bytes that came; kept, not copied
   * @returns the messages that are whole by now
   * @throws FrameError if a frame is larger than it may be or cannot be read; nothing after it can be understood
   */
  *push(chunk: Uint8Array): Generator<unknown> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.byteLength;
    for (;;) {
      this.#header ??= this.#takeHeader();
      const header = this.#header;
      if (header === null || this.#buffered < header.jsonBytes + header.binaryBytes) return;
      this.#header = null;
      const json = this.#take(header.jsonBytes);
      yield decodeFrame(json, this.#take(header.binaryBytes));
    }
  }

  #takeHeader(): FrameHeader | null {
    if (this.#buffered < frameHeaderBytes) return null;
    const header = readFrameHeader(this.#take(frameHeaderBytes));
    const { jsonBytes, binaryBytes } = this.#limits;
    if (header.jsonBytes > jsonBytes || header.binaryBytes > binaryBytes) {
      throw new FrameError("a frame is larger than it may be");
    }
    return header;
  }

  #take(length: number): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const [first] = this.#chunks;
      if (first === undefined) throw new FrameError("a frame is not whole");
      const piece = first.subarray(0, length - filled);
      taken.set(piece, filled);
      filled += piece.byteLength;
      if (piece.byteLength === first.byteLength) this.#chunks.shift();
      else this.#chunks[0] = first.subarray(piece.byteLength);
    }
    this.#buffered -= length;
    return taken;
  }
}
