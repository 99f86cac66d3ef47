import type { Clock } from "@inhouse/contracts";

/**
 * Hands out places in the lists that no thread orders (assistants, threads, files): microseconds that only grow, so that
 * objects made in the same millisecond keep their order.
 *
 * @param clock - the time
 * @returns the next place at each call
 */
export function createSequenceSource(clock: Clock): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, clock.now() * 1000);
    return last;
  };
}
