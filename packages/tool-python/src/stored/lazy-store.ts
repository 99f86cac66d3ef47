import { InvalidInputError } from "@inhouse/contracts";
import type { SessionStoreOptions } from "../code-interpreter-options.ts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { SessionPoolStore } from "../session/thread-store.ts";
import type { SessionStore } from "./session-store.ts";

const leastKeyLength = 32;
const maxMemoryBytes = 256 * 1024 * 1024;
/** Files are counted by what they hold, not by their number, when they are written. */
const slackBytes = 1024 * 1024;

/**
 * @param options - where sessions are kept
 * @param limits - what a session may be
 * @returns the store, which needs modules of Node.js and loads them when it is used
 * @throws InvalidInputError if the key is too short
 */
export function lazyStore(
  { blobs, key }: SessionStoreOptions,
  limits: CodeInterpreterLimits,
): SessionPoolStore {
  const secret = typeof key === "string" ? new TextEncoder().encode(key) : Uint8Array.from(key);
  if (secret.length < leastKeyLength) {
    throw new InvalidInputError({
      param: "sessionStore.key",
      expected: `at least ${leastKeyLength} bytes`,
      received: `${secret.length} bytes`,
    });
  }
  let loaded: Promise<SessionStore> | null = null;
  const load = (): Promise<SessionStore> => {
    loaded ??= import("./session-store.ts").then(
      ({ SessionStore: Store }) =>
        new Store({
          blobs,
          secret,
          limits: {
            memoryBytes: Math.min(limits.memoryBytes, maxMemoryBytes),
            fileBytes: limits.diskBytes + slackBytes,
          },
        }),
    );
    return loaded;
  };
  return {
    of: (thread) => ({
      read: async () => (await load()).read(thread),
      remove: async () => (await load()).remove(thread),
      put: async (session, base) => (await load()).put(thread, session, base),
    }),
    remove: async (thread) => (await load()).remove(thread),
  };
}
