import type { RunStepStatus } from "@inhouse/contracts";
import type { TurnToolCall } from "./history.ts";

/** What the model is told of a call. */
export interface CallOutcome {
  readonly output: string;
  readonly isError: boolean;
  /** Whether the thread holds no outcome, so that this one was made up for the prompt. */
  readonly synthetic: boolean;
}

const endings: Readonly<Partial<Record<RunStepStatus, string>>> = {
  cancelled: "the run was cancelled",
  expired: "the run expired",
  failed: "the run failed",
};

/**
 * @param call - the call
 * @param status - how its step ended
 * @param brokenArguments - whether its arguments are no JSON object
 * @returns the stored outcome, or an honest one for a call that has none
 */
export function outcomeOf(
  call: TurnToolCall,
  status: RunStepStatus,
  brokenArguments: boolean,
): CallOutcome {
  if (call.output !== null) {
    return { output: call.output, isError: call.status !== "completed", synthetic: false };
  }
  if (call.status === "completed") return { output: "", isError: false, synthetic: false };
  const output = brokenArguments
    ? "The arguments of this call are not a valid JSON object, so the tool was not run."
    : explain(call, endings[status] ?? "the run ended");
  return { output, isError: true, synthetic: true };
}

function explain(call: TurnToolCall, ending: string): string {
  switch (call.status) {
    case "pending":
      return `Not completed: ${ending} before the tool was started. It had no effect.`;
    case "awaiting_approval":
      return `Not completed: ${ending} before this call was approved. The tool was not run.`;
    case "awaiting_output":
      return `Not completed: ${ending} before an output was submitted. Whether the call had any effect is not known.`;
    case "denied":
      return "A person refused this call. The tool was not run.";
    case "started":
    case "unknown":
      return "Outcome unknown: the tool was started, but how it ended was not recorded. It may have had an effect: check before calling it again.";
    default:
      return "The call failed.";
  }
}
