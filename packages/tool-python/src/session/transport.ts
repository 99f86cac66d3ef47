import type { HostMessage, WorkerSettings } from "../protocol/messages.ts";
import type { StartingPoint } from "../protocol/starting-point.ts";

/** The way to a sandbox in another thread or another process. It holds the process only while it is held itself. */
export interface Transport {
  /**
   * Sends a message, after those before it. A `run` makes interrupts that were sent earlier void.
   *
   * @param message - what to tell; its bytes are handed over
   */
  send(message: HostMessage): void;
  /** Asks the code of the last `run` to stop. */
  interrupt(): void;
  /** @param held - whether the process must stay alive for an answer */
  hold(held: boolean): void;
  /** Ends the sandbox by force. */
  terminate(): Promise<void>;
}

/** What a sandbox does on its own. */
export interface TransportEvents {
  /** @param value - what the sandbox sent; hostile */
  received(value: unknown): void;
  /**
   * Nothing can come from the sandbox any more.
   *
   * @param reason - whether it ran out of memory outside of Python's heap, or something else happened
   * @param detail - what happened, for the model
   */
  broke(reason: "memory" | "crashed", detail: string): void;
}

/**
 * Starts a sandbox. It says later whether it is ready.
 *
 * @param settings - what it is told at its start
 * @param events - who hears of it; from the next tick on
 * @param from - what Python starts from; its memory is copied
 * @throws UnsupportedRuntimeError where there is nothing to run it in
 */
export type OpenTransport = (
  settings: WorkerSettings,
  events: TransportEvents,
  from: StartingPoint,
) => Promise<Transport>;
