import type { RequiredAction, ToolCall, ToolCallOutput } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import { inputHash } from "../tools/input-hash.ts";

/** @returns the calls of a step */
export function callsOf(record: StepRecord): readonly ToolCall[] {
  const details = record.step.stepDetails;
  return details.type === "tool_calls" ? details.toolCalls : [];
}

/** @returns the step with other calls */
export function withCalls(record: StepRecord, toolCalls: readonly ToolCall[]): StepRecord {
  const stepDetails = { type: "tool_calls", toolCalls } as const;
  return { ...record, step: { ...record.step, stepDetails } };
}

/** @returns whether the call needs the caller */
export function isWaiting(call: ToolCall): boolean {
  return call.status === "awaiting_output" || call.status === "awaiting_approval";
}

/** @returns what the run waits for; null: nothing */
export async function requiredActionOf(calls: readonly ToolCall[]): Promise<RequiredAction | null> {
  const toolCalls = calls.filter((call) => call.status === "awaiting_output");
  const asking = calls.filter((call) => call.status === "awaiting_approval");
  if (toolCalls.length + asking.length === 0) return null;
  const approvals = await Promise.all(
    asking.map(async (toolCall) => ({ toolCall, inputHash: await inputHash(toolCall) })),
  );
  const type = toolCalls.length > 0 ? "submit_tool_outputs" : "approve_tool_calls";
  return { type, toolCalls, approvals };
}

/** @returns what the calls of a step show, in order */
export function shownOutputs(record: StepRecord): readonly ToolCallOutput[] {
  return callsOf(record).flatMap((call) => call.outputs);
}
