import { Socket } from "node:net";

/**
 * Lets readings of a pipe come back at once, with nothing if there is nothing.
 *
 * @param descriptor - the pipe
 */
export function openWithoutBlocking(descriptor: number): void {
  // Only for the side effect: Node sets pipes that it wraps to not block. It is never read through the socket.
  new Socket({ fd: descriptor, readable: false, writable: false }).on("error", () => {});
}
