import { createCipheriv, randomBytes } from "node:crypto";

/**
 * @param key - 32 bytes that decide all that follow; null: bytes that nobody can foresee
 * @returns gives the next bytes as hexadecimal digits
 */
export function createRandomSource(key: Uint8Array | null): (length: number) => string {
  if (key === null) return (length) => randomBytes(length).toString("hex");
  const stream = createCipheriv("chacha20", key, new Uint8Array(16));
  return (length) => stream.update(new Uint8Array(length)).toString("hex");
}
