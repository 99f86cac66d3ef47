import type { ImportTable } from "./emscripten.ts";

/** Whether the host wants the running code to stop. */
export interface InterruptFlag {
  /**
   * Its only element is 2, the number of SIGINT, while an interrupt waits, else 0. Python sets it to 0 when it takes the
   * interrupt.
   */
  readonly cell: Uint8Array;
  /** Brings the cell up to date where the host does not write to it by itself. */
  look(): void;
}

/** @param flag - what the host wants */
export function isInterrupted(flag: InterruptFlag): boolean {
  flag.look();
  return flag.cell[0] !== 0;
}

type AsksForSignals = () => number;

/**
 * Looks for an interrupt whenever Python does. Python asks in loops and calls, a million times in a second: an object that
 * looks whenever its element is read would slow it down to a quarter.
 *
 * @param table - the functions that WebAssembly may call
 * @param look - brings the cell up to date that Python reads next
 */
export function lookForInterrupts(table: ImportTable, look: () => void): void {
  const original = table._Py_CheckEmscriptenSignals_Helper as AsksForSignals;
  const ask: AsksForSignals = () => {
    look();
    return original();
  };
  table._Py_CheckEmscriptenSignals_Helper = Object.assign(ask, original);
}
