import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, Storage } from "@inhouse/contracts";

/** Longer than bytes may lie about that no file names. */
const laterMs = 2 * 3_600_000;

/** How much faster its timers are. */
const haste = 100;

/** How long the removal of bytes may take, in milliseconds: many times what it takes on a slow machine. */
const removalMs = 20_000;

/** A clock that is two hours ahead, and in a hurry: what waits for its time in the background comes soon. */
export const laterClock: Clock = {
  now: () => Date.now() + laterMs,
  setTimer(milliseconds, callback, background = false) {
    const timer = setTimeout(callback, Math.max(0, milliseconds) / haste);
    if (background) timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Resolves when a runtime has removed all bytes that no file names, or has had time enough. */
export async function bytesRemoved(storage: Storage): Promise<void> {
  const deadline = AbortSignal.timeout(removalMs);
  const query = { kind: "blob_removal", at: Number.MAX_SAFE_INTEGER, limit: 1 } as const;
  while (!deadline.aborted && (await storage.due(query)).length > 0) await sleep(5);
}
