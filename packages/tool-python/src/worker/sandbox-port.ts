import type { AnswerMessage, WorkerMessage } from "../protocol/messages.ts";
import type { InterruptFlag } from "./interrupt-flag.ts";

/** The way from the sandbox to the host, which is another thread or another process. */
export interface SandboxPort {
  readonly interrupt: InterruptFlag;
  /**
   * Sends a message, which reaches the host even if this thread never comes back to its event loop.
   *
   * @param message - what to tell; its bytes may be handed over
   */
  post(message: WorkerMessage): void;
  /**
   * Takes the next answer to a call of a tool. Until there is one, this thread does nothing else.
   *
   * @param waitMs - how long to wait for one, in milliseconds; 0: not at all
   * @returns the answer; undefined: none came
   */
  receiveAnswer(waitMs: number): AnswerMessage | undefined;
  /** Runs nothing any more, until the host ends the sandbox. */
  standStill(): never;
}
