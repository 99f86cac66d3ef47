import type { InterruptFlag } from "../worker/interrupt-flag.ts";
import type { WaitingPipe } from "./waiting-pipe.ts";

const keyboardInterrupt = 2;
/** Python asks up to a million times in a second; a look into the pipe costs some microseconds. */
const lookEveryMs = 10;

/** The interrupts that the host sends while Python is busy. */
export interface PipeInterrupt {
  readonly flag: InterruptFlag;
  /** Tells that the next run of the host begins: interrupts for earlier ones are void. */
  beginRun(): void;
}

/** @param pipe - brings one byte for each interrupt: the number of the run that it is for, modulo 256 */
export function pipeInterrupt(pipe: WaitingPipe): PipeInterrupt {
  const cell = new Uint8Array(1);
  let run = 0;
  let lastSent = -1;
  let given = false;
  let lookedAt = 0;
  return {
    flag: {
      cell,
      look() {
        const now = performance.now();
        if (now - lookedAt < lookEveryMs) return;
        lookedAt = now;
        lastSent = pipe.look()?.at(-1) ?? lastSent;
        if (lastSent !== run % 256 || given) return;
        given = true;
        cell[0] = keyboardInterrupt;
      },
    },
    beginRun() {
      run += 1;
      given = false;
      cell[0] = 0;
    },
  };
}
