import type { ToolCall, ToolResult } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import { resultCharacters } from "../tools/nested-limits.ts";
import type { ToolCallOutcome } from "../tools/run-tool-call.ts";

/** @returns what code is told of an outcome */
export function nestedResult({ call, imageFileIds }: ToolCallOutcome): ToolResult {
  const isError = call.status !== "completed";
  return { output: call.output ?? "", isError, outputs: call.outputs, imageFileIds };
}

/** @returns what code is told that makes a call again which has its outcome */
export function toldAgain(record: StepRecord, call: ToolCall): ToolResult {
  const part = record.nested?.find((one) => one.toolCallId === call.id);
  if (part?.isWhole === false) {
    const output = `This call of '${call.name}' was made before, and is not made again. Its output was too long to be kept.`;
    return { output, isError: true };
  }
  return nestedResult({ call, imageFileIds: part?.imageFileIds ?? [] });
}

/** @returns the outcome; one that is too long for code is an error, because half of a JSON text is none */
export function withinResultLimit(outcome: ToolCallOutcome): ToolCallOutcome {
  const { call } = outcome;
  const length = call.output?.length ?? 0;
  if (length <= resultCharacters) return outcome;
  const output = `The tool ran, but its output is ${length} characters long, and code may take ${resultCharacters}.`;
  return { ...outcome, call: { ...call, status: "failed", output } };
}
