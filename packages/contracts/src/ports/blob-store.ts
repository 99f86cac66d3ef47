/**
 * Keeps the bytes of files. Keys are made by the runtime of `[A-Za-z0-9_/-]` only, at most 128 characters, and never
 * contain `..`.
 */
export interface BlobStore {
  /**
   * Stores bytes, replacing what was there. When it resolves the bytes are as durable as the store ever makes them.
   *
   * @param key - where
   * @param bytes - what; the store keeps its own copy
   */
  put(key: string, bytes: Uint8Array): Promise<void>;

  /**
   * @param key - where
   * @returns a copy of the bytes, or undefined if there are none
   */
  get(key: string): Promise<Uint8Array | undefined>;

  /**
   * Removes the bytes; nothing happens if there are none.
   *
   * @param key - where
   */
  delete(key: string): Promise<void>;
}
