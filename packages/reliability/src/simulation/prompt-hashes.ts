import { createHash } from "node:crypto";

/**
 * Makes the hashes of this process come back without another thread, whose speed no seed decides: for the rest of its life,
 * `crypto.subtle.digest` is computed at once.
 */
export function promptHashes(): void {
  const digest = async (algorithm: string, data: Uint8Array): Promise<ArrayBuffer> => {
    const { buffer, byteOffset, byteLength } = createHash(algorithm.replace("-", ""))
      .update(data)
      .digest();
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  };
  Object.defineProperty(crypto.subtle, "digest", { value: digest, configurable: true });
}
