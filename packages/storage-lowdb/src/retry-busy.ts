import { setTimeout } from "node:timers/promises";
import { isBusy } from "./file-errors.ts";

const attempts = 8;

/**
 * Tries again, for about a second, while somebody else has the file open.
 *
 * @param work - what to do
 * @param pause - waits for so many milliseconds
 */
export async function retryBusy<Result>(
  work: () => Promise<Result>,
  pause: (milliseconds: number) => Promise<void> = setTimeout,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isBusy(error)) throw error;
      await pause(2 ** attempt * 4);
    }
  }
}
