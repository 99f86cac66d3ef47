import { connectionDropped, refusal } from "../model/provider-error.ts";
import type { PlayOutput, PlayStep } from "./play-step.ts";

/** Waits for so many milliseconds; rejects with the signal's reason as soon as it fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** What a playback needs of the world. */
export interface PlaybackWorld {
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
}

/**
 * Plays steps up to the first output, as a provider is silent until it answers, and returns all outputs. Refusals and
 * broken connections throw: here if they come first, else when the outputs are read up to them.
 */
export async function startPlayback(
  steps: Iterable<PlayStep>,
  world: PlaybackWorld,
): Promise<AsyncGenerator<PlayOutput, void>> {
  const iterator = steps[Symbol.iterator]();
  return continuePlayback(await nextOutput(iterator, world), iterator, world);
}

async function* continuePlayback(
  first: PlayOutput | undefined,
  iterator: Iterator<PlayStep>,
  world: PlaybackWorld,
): AsyncGenerator<PlayOutput, void> {
  let output = first;
  while (output !== undefined) {
    yield output;
    output = await nextOutput(iterator, world);
  }
}

async function nextOutput(
  iterator: Iterator<PlayStep>,
  { sleep, signal }: PlaybackWorld,
): Promise<PlayOutput | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const { done, value: step } = iterator.next();
    if (done) return undefined;
    switch (step.type) {
      case "wait":
        await sleep(step.ms, signal);
        break;
      case "hang":
        await aborted(signal);
        break;
      case "drop":
        throw connectionDropped();
      case "eof":
        return undefined;
      case "fail":
        throw refusal(step.details);
      default:
        return step;
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** Sleeps by the timer of the machine. */
export function timerSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
