import type { Clock } from "@inhouse/contracts";
import { isBusy } from "./sqlite-errors.ts";

const longestPause = 50;

/**
 * Tries again, without blocking the process, while another connection has the database locked.
 *
 * @param clock - for the pauses
 * @param milliseconds - how long to go on trying
 * @param work - what to try; it leaves nothing behind when it finds the database locked
 * @throws what `work` threw last
 */
export async function retryBusy<Result>(
  clock: Clock,
  milliseconds: number,
  work: () => Result,
): Promise<Result> {
  const deadline = clock.now() + milliseconds;
  for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return work();
    } catch (error) {
      const left = deadline - clock.now();
      if (!isBusy(error) || left <= 0) throw error;
      await new Promise<void>((resolve) => {
        clock.setTimer(Math.min(pause, left), resolve);
      });
    }
  }
}
