import { readSync } from "node:fs";
import type { InterruptFlag } from "../worker/interrupt-flag.ts";
import { openWithoutBlocking } from "./open-without-blocking.ts";

const keyboardInterrupt = 2;
/** Python asks thousands of times a second; a look into the pipe costs some microseconds. */
const lookEveryMs = 10;

/** The interrupts that the host sends while Python is busy. */
export interface PipeInterrupt {
  readonly flag: InterruptFlag;
  /** Tells that the next run of the host begins: interrupts for earlier ones are void. */
  beginRun(): void;
}

/**
 * @param descriptor - a pipe with one byte for each interrupt
 * @param hostGone - called when the host's end was closed; must not return
 */
export function pipeInterrupt(descriptor: number, hostGone: () => never): PipeInterrupt {
  openWithoutBlocking(descriptor);
  const bytes = new Uint8Array(64);
  let run = 0;
  let lastSent = -1;
  let taken = false;
  let lookedAt = 0;

  const look = (): void => {
    let count: number;
    try {
      count = readSync(descriptor, bytes, 0, bytes.byteLength, null);
    } catch {
      // Nothing was sent.
      return;
    }
    if (count === 0) hostGone();
    lastSent = bytes[count - 1] ?? lastSent;
  };

  return {
    flag: {
      get 0() {
        const now = performance.now();
        if (now - lookedAt >= lookEveryMs) {
          lookedAt = now;
          look();
        }
        return lastSent === run % 256 && !taken ? keyboardInterrupt : 0;
      },
      set 0(value) {
        if (value === 0 && lastSent === run % 256) taken = true;
      },
    },
    beginRun() {
      run += 1;
      taken = false;
    },
  };
}
