import type { TurnRequest } from "../script/turn-request.ts";
import type { ModelCallOptions } from "./call-options.ts";

/**
 * How a call went: `pending`: the answer is not read to its end; `answered`: it is; `failed`: it broke off, or the call
 * was refused; `aborted`: the caller aborted it or stopped reading.
 */
export type CallOutcome = "pending" | "answered" | "failed" | "aborted";

/** A call that the model got. */
export interface RecordedCall {
  /** What the model was sent, as a turn function sees it. */
  readonly request: TurnRequest;
  /** All that the AI SDK handed over: temperature, headers, provider options. */
  readonly options: ModelCallOptions;
  /** How it went so far. */
  readonly outcome: CallOutcome;
}
