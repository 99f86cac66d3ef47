import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** Where the randomness of one execution comes from. */
export interface RandomSource {
  /** Four 32-bit numbers for `Math.random` to start from. */
  readonly seed: readonly number[];
  /**
   * @param length - how many bytes
   * @returns the next ones, as hexadecimal digits
   */
  hex(length: number): string;
}

const numbersOf = (bytes: Buffer): number[] => [0, 4, 8, 12].map((at) => bytes.readInt32LE(at));

/**
 * @param key - what decides all that is drawn; null: nothing does, and nobody can foresee it
 */
export function createRandomSource(key: string | null): RandomSource {
  if (key === null) {
    return {
      seed: numbersOf(randomBytes(16)),
      hex: (length) => randomBytes(length).toString("hex"),
    };
  }
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  const stream = createCipheriv("chacha20", digest(`crypto ${key}`), Buffer.alloc(16));
  return {
    seed: numbersOf(digest(`Math.random ${key}`)),
    hex: (length) => stream.update(Buffer.alloc(length)).toString("hex"),
  };
}
