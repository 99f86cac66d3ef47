/**
 * Says in its first element whether the host wants the running code to stop: 2, the number of SIGINT, while an interrupt
 * waits, else 0. Python sets it to 0 when it takes the interrupt.
 */
export interface InterruptFlag {
  [index: number]: number;
}
