import type { Random } from "@inhouse/contracts";

/** Randomness that a seed decides: the same seed, the same choices. For the option `random` of a runtime, and for tests. */
export class SeededRandom implements Random {
  // The state of sfc32, which passes PractRand and needs no number beyond 32 bits.
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed - any integer; its lowest 53 bits count */
  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = Math.floor(seed / 2 ** 32) | 0;
    this.#c = 0x9e3779b9;
    for (let round = 0; round < 12; round++) this.#next();
  }

  /** @returns a number in [0, 1) */
  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  /**
   * @param end - the first integer that is too large, at least 1
   * @returns an integer in [0, end)
   */
  below(end: number): number {
    return Math.floor(this.fraction() * end);
  }

  /**
   * @param min - the smallest
   * @param max - the largest
   * @returns an integer in [min, max]
   */
  between(min: number, max: number): number {
    return min + this.below(max - min + 1);
  }

  /**
   * @param probability - from 0 to 1
   * @returns true so often
   */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /**
   * @param items - at least one
   * @returns one of them
   */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError("There is nothing to pick from.");
    return items[this.below(items.length)] as Item;
  }

  /** @returns randomness of its own, which draws from here do not change any more */
  fork(): SeededRandom {
    return new SeededRandom(this.#next() * 2 ** 21 + (this.#next() >>> 11));
  }

  /**
   * @param length - how many bytes
   * @returns bytes that look random, and that anybody who knows the seed can guess
   */
  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index += 4) {
      const word = this.#next();
      for (let part = 0; part < 4 && index + part < length; part++) {
        bytes[index + part] = word >>> (8 * part);
      }
    }
    return bytes;
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}
