import type { InterruptFlag } from "../worker/interrupt-flag.ts";
import type { WaitingPipe } from "./waiting-pipe.ts";

const keyboardInterrupt = 2;
/** Python asks thousands of times a second; a look into the pipe costs some microseconds. */
const lookEveryMs = 10;

/** The interrupts that the host sends while Python is busy. */
export interface PipeInterrupt {
  readonly flag: InterruptFlag;
  /** Tells that the next run of the host begins: interrupts for earlier ones are void. */
  beginRun(): void;
}

/** @param pipe - brings one byte for each interrupt: the number of the run that it is for, modulo 256 */
export function pipeInterrupt(pipe: WaitingPipe): PipeInterrupt {
  let run = 0;
  let lastSent = -1;
  let taken = false;
  let lookedAt = 0;
  return {
    flag: {
      get 0() {
        const now = performance.now();
        if (now - lookedAt >= lookEveryMs) {
          lookedAt = now;
          lastSent = pipe.look()?.at(-1) ?? lastSent;
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
