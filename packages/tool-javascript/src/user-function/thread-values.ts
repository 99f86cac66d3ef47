import type { BlobStore, JsonValue } from "@inhouse/contracts";
import { parseGuestJson } from "../capability/parse-guest-json.ts";
import { HostCallError } from "../pool/javascript-run.ts";

/** How many values a thread may have. */
const maxValues = 100;
/** How long a key may be. */
export const maxKeyChars = 128;
/** How much all keys and values of a thread may take, as JSON, in bytes. */
const maxValueBytes = 64 * 1024;

type Values = Map<string, JsonValue>;

/**
 * The values that functions keep for a thread, all in one blob. Calls for a thread wait for each other, and only the process that
 * runs its one active run makes any.
 */
export class ThreadValues {
  readonly #blobs: BlobStore;
  readonly #last = new Map<string, Promise<unknown>>();

  /** @param blobs - where they are kept */
  constructor(blobs: BlobStore) {
    this.#blobs = blobs;
  }

  /**
   * @param at - the thread, as {@link threadKey} names it
   * @returns its values
   */
  read(at: string): Promise<Values> {
    return this.#inTurn(at, () => this.#load(at));
  }

  /**
   * @param at - the thread, as {@link threadKey} names it
   * @param change - changes the values
   * @param signal - nothing is written once it is aborted
   * @returns what `change` returned
   * @throws HostCallError if there are too many then
   */
  change<Result>(
    at: string,
    change: (values: Values) => Result,
    signal: AbortSignal,
  ): Promise<Result> {
    return this.#inTurn(at, async () => {
      const values = await this.#load(at);
      const result = change(values);
      const bytes = new TextEncoder().encode(JSON.stringify([...values]));
      if (values.size > maxValues) {
        throw new HostCallError(`A thread may have ${maxValues} values at most.`);
      }
      if (bytes.length > maxValueBytes) {
        throw new HostCallError(`The values of a thread may take ${maxValueBytes} bytes in all.`);
      }
      // A run that was stopped writes no more: its thread may be gone.
      signal.throwIfAborted();
      await this.#blobs.put(at, bytes);
      return result;
    });
  }

  /** @param at - a thread whose values are to be gone */
  forget(at: string): Promise<void> {
    return this.#inTurn(at, () => this.#blobs.delete(at));
  }

  async #load(at: string): Promise<Values> {
    const bytes = await this.#blobs.get(at);
    if (bytes === undefined) return new Map();
    return new Map(parseGuestJson(new TextDecoder().decode(bytes)) as [string, JsonValue][]);
  }

  async #inTurn<Result>(at: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(at) ?? Promise.resolve()).then(work, work);
    this.#last.set(at, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(at) === turn) this.#last.delete(at);
    }
  }
}

/**
 * @param tenant - whose thread
 * @param threadId - the thread, whatever it is called
 * @returns the key under which its values are kept
 */
export async function threadKey(tenant: string, threadId: string): Promise<string> {
  const name = new TextEncoder().encode(JSON.stringify([tenant, threadId]));
  const digest = await crypto.subtle.digest("SHA-256", name);
  return `javascript_function/${Buffer.from(digest).toString("hex")}`;
}

/** @returns blobs of this process */
export function processBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    put: async (key, bytes) => void blobs.set(key, bytes),
    get: async (key) => blobs.get(key),
    delete: async (key) => void blobs.delete(key),
  };
}
