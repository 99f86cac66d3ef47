import { readSync, writeSync } from "node:fs";
import { FrameReader } from "../protocol/frame-reader.ts";
import { encodeFrame } from "../protocol/frames.ts";

const chunkBytes = 262_144;

/** The host is gone, or its end of a pipe is. */
export class HostGoneError extends Error {}

/**
 * @param descriptor - a pipe that blocks
 * @returns waits for the host's next message, without an event loop; throws HostGoneError if the pipe was closed
 */
export function messageReader(descriptor: number): () => unknown {
  // What the host sends is not bounded here.
  const reader = new FrameReader({ jsonBytes: 2 ** 32, binaryBytes: 2 ** 32 });
  const chunk = new Uint8Array(chunkBytes);
  const received: unknown[] = [];
  return () => {
    while (received.length === 0) {
      const count = readSync(descriptor, chunk, 0, chunk.byteLength, null);
      if (count === 0) throw new HostGoneError();
      received.push(...reader.push(chunk.slice(0, count)));
    }
    return received.shift();
  };
}

/**
 * Sends a message and waits until the pipe has taken it.
 *
 * @param descriptor - a pipe that blocks
 * @param message - plain values and bytes
 * @throws HostGoneError if the pipe was closed
 */
export function writeMessage(descriptor: number, message: object): void {
  try {
    for (const piece of encodeFrame(message)) {
      for (let written = 0; written < piece.byteLength; ) {
        written += writeSync(descriptor, piece, written);
      }
    }
  } catch (cause) {
    throw new HostGoneError("the pipe to the host is closed", { cause });
  }
}
