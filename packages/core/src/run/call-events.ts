import type { RunStepDelta } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { StepRecord } from "../storage/record-values.ts";
import { callsOf } from "./tool-calls.ts";

/**
 * @param before - a step
 * @param after - the same step, with calls that changed or came behind the others
 * @returns what tells readers of the difference
 */
export function callEvents(before: StepRecord, after: StepRecord): readonly UnnumberedEvent[] {
  const known = callsOf(before);
  const stepId = after.step.id;
  return callsOf(after)
    .flatMap((toolCall, index): RunStepDelta[] => {
      if (known[index] === toolCall) return [];
      const updated = { type: "tool_call_updated", stepId, index, toolCall } as const;
      if (index < known.length) return [updated];
      const { arguments: text } = toolCall;
      const begun = { ...toolCall, arguments: "" };
      return [
        { type: "tool_call_started", stepId, index, toolCall: begun },
        { type: "tool_call_arguments", stepId, index, arguments: text },
        ...(toolCall.status === "started" ? [] : [updated]),
      ];
    })
    .map((data) => ({ type: "thread.run.step.delta", data }));
}
