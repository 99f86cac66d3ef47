import type { RunStep, StorageRecord, ToolCall } from "@inhouse/contracts";

// The values that core keeps are its own: mutants look at nothing but these fields of them.

/** What is kept of a thread. */
export interface KeptThread {
  readonly activeRunId: string | null;
  readonly queuedRunIds: readonly string[];
}

/** What is kept of a step. */
interface KeptStep {
  readonly step: RunStep;
}

/** @returns the record of a step with other calls */
export function withCalls(
  record: StorageRecord,
  change: (call: ToolCall) => ToolCall,
): StorageRecord {
  const value = record.value as KeptStep;
  const { stepDetails } = value.step;
  if (stepDetails.type !== "tool_calls") return record;
  const toolCalls = stepDetails.toolCalls.map(change);
  const step = { ...value.step, stepDetails: { ...stepDetails, toolCalls } };
  return { ...record, value: { ...value, step } };
}
