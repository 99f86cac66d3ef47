import type {
  ScriptedFile,
  ScriptedReasoning,
  ScriptedSource,
  ScriptedText,
  ScriptedUnknown,
} from "./content.ts";
import type {
  ScriptedCut,
  ScriptedErrorPart,
  ScriptedFailure,
  ScriptedMalformed,
} from "./faults.ts";
import type { ScriptedFinish, ScriptedUsage } from "./finish.ts";
import type { ScriptedDelay, ScriptedHang } from "./pacing.ts";
import type { ScriptedProviderToolCall, ScriptedToolCall } from "./tool-calls.ts";
import type { TurnRequest } from "./turn-request.ts";

/** One thing that a model does within an answer; a string is text. */
export type TurnPart =
  | string
  | ScriptedText
  | ScriptedReasoning
  | ScriptedToolCall
  | ScriptedProviderToolCall
  | ScriptedFile
  | ScriptedSource
  | ScriptedUnknown
  | ScriptedUsage
  | ScriptedFinish
  | ScriptedDelay
  | ScriptedHang
  | ScriptedFailure
  | ScriptedErrorPart
  | ScriptedMalformed
  | ScriptedCut;

/** One whole answer: what the model does, in order. */
export type Turn = TurnPart | readonly TurnPart[];

/**
 * Makes the answer to a call.
 *
 * @param request - what the model was sent
 * @returns the answer; what it throws becomes the failure of the call
 */
export type TurnFunction = (request: TurnRequest) => Turn | Promise<Turn>;

/** What a model does: one answer a call, in order and each once, or a function that answers every call. */
export type Script = TurnFunction | readonly (Turn | TurnFunction)[];
