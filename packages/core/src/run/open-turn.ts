import type { Message, RunStep } from "@inhouse/contracts";
import type { EndingChange } from "./run-machine.ts";

/** What the model is writing. */
export interface OpenTurn {
  /** @returns the message as far as it is, of an id that readers know already */
  findMessage(id: string): Message | undefined;
  /** The same for a step. */
  findStep(id: string): RunStep | undefined;
  /** Ends the run here, and keeps what was written so far. */
  end(change: EndingChange): Promise<void>;
}
