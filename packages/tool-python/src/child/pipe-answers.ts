import { readSync } from "node:fs";
import { FrameReader } from "../protocol/frame-reader.ts";
import type { AnswerMessage } from "../protocol/messages.ts";
import { openWithoutBlocking } from "./open-without-blocking.ts";

/** The host bounds what it sends; this is far beyond it. */
const maxAnswerBytes = 64 * 1024 * 1024;

const chunkBytes = 64 * 1024;

/** How long the first rest between two looks into the pipe takes, in milliseconds, and the longest. */
const shortestRestMs = 0.05;
const longestRestMs = 5;

/**
 * @param descriptor - a pipe with a frame for each answer of the host
 * @param hostGone - called when the host's end was closed; must not return
 * @returns takes the next answer, and waits for one so many milliseconds
 */
export function pipeAnswers(
  descriptor: number,
  hostGone: () => never,
): (waitMs: number) => AnswerMessage | undefined {
  openWithoutBlocking(descriptor);
  const reader = new FrameReader({ jsonBytes: maxAnswerBytes, binaryBytes: 0 });
  const bytes = new Uint8Array(chunkBytes);
  const idle = new Int32Array(new SharedArrayBuffer(4));
  const ready: AnswerMessage[] = [];

  /** @returns whether there was anything */
  const look = (): boolean => {
    let count: number;
    try {
      count = readSync(descriptor, bytes, 0, bytes.byteLength, null);
    } catch {
      return false;
    }
    if (count === 0) hostGone();
    for (const answer of reader.push(bytes.slice(0, count))) ready.push(answer as AnswerMessage);
    return true;
  };

  return (waitMs) => {
    const until = performance.now() + waitMs;
    for (let restMs = shortestRestMs; ready.length === 0; ) {
      if (look()) continue;
      const leftMs = until - performance.now();
      if (leftMs <= 0) break;
      Atomics.wait(idle, 0, 0, Math.min(restMs, leftMs));
      restMs = Math.min(restMs * 2, longestRestMs);
    }
    return ready.shift();
  };
}
