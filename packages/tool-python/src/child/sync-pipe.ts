import { readSync, writeSync } from "node:fs";
import { decodeFrame, encodeFrame, frameHeaderBytes, readFrameHeader } from "../protocol/frames.ts";

/** The host is gone, or its end of a pipe is. */
export class HostGoneError extends Error {}

function readExactly(descriptor: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, null);
    if (count === 0) throw new HostGoneError();
    filled += count;
  }
  return bytes;
}

/**
 * Waits for the host's next message, without an event loop.
 *
 * @param descriptor - a pipe that blocks
 * @throws HostGoneError if the pipe was closed
 */
export function readMessage(descriptor: number): unknown {
  const header = readFrameHeader(readExactly(descriptor, frameHeaderBytes));
  const json = readExactly(descriptor, header.jsonBytes);
  return decodeFrame(json, readExactly(descriptor, header.binaryBytes));
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
