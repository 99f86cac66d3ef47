// Whoever replaces the timers of the process by others does not mean these.
const { setImmediate, setTimeout } = globalThis;

/** So often it only lets others go first, which takes no time worth speaking of. */
const quickRounds = 500;

/**
 * Waits, without any time passing on virtual clocks, until something is so.
 *
 * @param isSo - says whether it is
 * @param what - what it is, for the error; absent: "it"
 * @param patienceMs - how much real time it may take, in milliseconds; absent: 20 seconds
 * @throws Error if it is not so by then
 */
export async function eventually(
  isSo: () => boolean,
  what = "it",
  patienceMs = 20_000,
): Promise<void> {
  const begin = performance.now();
  for (let round = 0; !isSo(); round++) {
    if (performance.now() - begin > patienceMs) {
      throw new Error(`Nothing happens any more, and ${what} is not so.`);
    }
    await new Promise<void>((resolve) => {
      if (round < quickRounds) setImmediate(resolve);
      // Files, hashes and modules are the work of other threads, which need a core for it.
      else setTimeout(resolve, 1);
    });
  }
}
