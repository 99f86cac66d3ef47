import { readSync } from "node:fs";
import { Socket } from "node:net";

/** A pipe that can be looked into without waiting. */
export interface WaitingPipe {
  /** @returns what came since the last look; null: nothing */
  look(): Uint8Array | null;
}

/**
 * @param descriptor - a pipe that the host writes to
 * @param hostGone - called when the host's end was closed; must not return
 */
export function waitingPipe(descriptor: number, hostGone: () => never): WaitingPipe {
  // Only for the side effect: Node sets pipes that it wraps to not block. It is never read through the socket.
  new Socket({ fd: descriptor, readable: false, writable: false }).on("error", () => {});
  const bytes = new Uint8Array(65_536);
  return {
    look() {
      let count: number;
      try {
        count = readSync(descriptor, bytes, 0, bytes.byteLength, null);
      } catch {
        // Nothing was sent.
        return null;
      }
      return count === 0 ? hostGone() : bytes.slice(0, count);
    },
  };
}
