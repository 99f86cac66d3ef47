import assert from "node:assert/strict";

/**
 * Waits for what should happen at once.
 *
 * @param patienceMs - how long to wait, in milliseconds
 * @param what - what should happen, for the message
 * @param work - resolves when it has
 * @returns what the work resolves to
 * @throws AssertionError if it has not happened by then
 */
export async function promptly<Result>(
  patienceMs: number,
  what: string,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), patienceMs);
  });
  const outcome = await Promise.race([work.then((result) => ({ result })), late]);
  clearTimeout(timer);
  if (outcome === "late") assert.fail(`After ${patienceMs} ms, still not so: ${what}.`);
  return outcome.result;
}

/**
 * Waits for what should happen at once, and should not fail.
 *
 * @param patienceMs - how long to wait, in milliseconds
 * @param what - what should happen, for the message
 * @param act - does it
 * @throws AssertionError if it fails, or has not happened by then
 */
export async function orderly(
  patienceMs: number,
  what: string,
  act: () => Promise<void> | undefined,
): Promise<void> {
  const work = async (): Promise<void> => act();
  const done = work().catch((error: unknown) => assert.fail(`Not so: ${what}. ${error}`));
  await promptly(patienceMs, what, done);
}

/**
 * Looks again and again until it is so.
 *
 * @param patienceMs - how long to look, in milliseconds
 * @param isSo - looks once
 * @returns whether it was so in the end
 */
export async function becomesSo(
  patienceMs: number,
  isSo: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() >= end) return false;
    await shortPause();
  }
  return true;
}

/** Lets timers, messages and what is queued behind them have their turn. */
export function shortPause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
