import { FrameReader } from "../protocol/frame-reader.ts";
import type { AnswerMessage } from "../protocol/messages.ts";
import type { WaitingPipe } from "./waiting-pipe.ts";

const shortestNapMs = 0.05;
const longestNapMs = 2;

/** Naps grow with the time that was waited, so that a short wait ends soon and a long one costs little. */
const napFor = (waitedMs: number): number =>
  Math.min(longestNapMs, Math.max(shortestNapMs, waitedMs / 10));

/**
 * @param pipe - brings answers to calls of tools, as frames
 * @returns takes the next answer, waiting for it as long as it is told, in milliseconds; undefined: none came
 */
export function pipeAnswers(pipe: WaitingPipe): (waitMs: number) => AnswerMessage | undefined {
  // What the host sends is not bounded here.
  const reader = new FrameReader({ jsonBytes: 2 ** 31, binaryBytes: 0 });
  const received: AnswerMessage[] = [];
  const never = new Int32Array(new SharedArrayBuffer(4));
  let waitingSince: number | null = null;
  return (waitMs) => {
    const start = performance.now();
    waitingSince ??= start;
    for (let now = start; received.length === 0; now = performance.now()) {
      const bytes = pipe.look();
      if (bytes !== null) received.push(...(reader.push(bytes) as Iterable<AnswerMessage>));
      else if (now - start >= waitMs) return undefined;
      else {
        const left = waitMs - (now - start);
        Atomics.wait(never, 0, 0, Math.min(napFor(now - waitingSince), left));
      }
    }
    waitingSince = null;
    return received.shift();
  };
}
