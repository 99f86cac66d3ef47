/**
 * Waits, without any time passing on virtual clocks, until something is so.
 *
 * @param isSo - says whether it is
 * @param what - what it is, for the error; absent: "it"
 * @throws Error if nothing makes it so
 */
export async function eventually(isSo: () => boolean, what = "it"): Promise<void> {
  for (let round = 0; round < 5_000; round++) {
    if (isSo()) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  throw new Error(`Nothing happens any more, and ${what} is not so.`);
}
