/**
 * Lets everything happen that needs no time: promises, microtasks, and what they start.
 *
 * @param rounds - how many turns of the event loop to give it; absent: 40
 */
export async function quiet(rounds = 40): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
