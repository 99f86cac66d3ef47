/** From where a run takes its time and its randomness. */
export interface RunSeed {
  readonly seed: readonly number[];
  readonly randomKey: Uint8Array | null;
  readonly startTime: number;
  readonly virtualClock: boolean;
}

const numbersOf = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return [0, 4, 8, 12].map((offset) => view.getInt32(offset));
};

/**
 * @param now - the time, in epoch milliseconds
 * @returns real time, and randomness that nobody can foresee
 */
export function freshSeed(now: number): RunSeed {
  const seed = numbersOf(globalThis.crypto.getRandomValues(new Uint8Array(16)));
  return { seed, randomKey: null, startTime: now, virtualClock: false };
}

/**
 * @param key - what decides the randomness
 * @param startTime - when the code believes to start, in epoch milliseconds
 * @returns the same for the same arguments, so that the same code with the same answers does the same again
 */
export async function repeatableSeed(key: string, startTime: number): Promise<RunSeed> {
  const digest = async (text: string): Promise<Uint8Array> =>
    new Uint8Array(
      await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)),
    );
  return {
    seed: numbersOf(await digest(`Math.random ${key}`)),
    randomKey: await digest(`crypto ${key}`),
    startTime,
    virtualClock: true,
  };
}
