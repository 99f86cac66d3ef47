import type { ToolCall, ToolCallOutput } from "@inhouse/contracts";
import { shortenOutput } from "../context/shorten-output.ts";
import type { StepRecord, StoredNestedCall } from "../storage/record-values.ts";
import { allKeptCharacters, excerptCharacters } from "../tools/nested-limits.ts";
import type { ToolCallOutcome } from "../tools/run-tool-call.ts";
import { callsOf, withCalls } from "./tool-calls.ts";

/** @returns the calls that a call's code made, in the order in which they were started */
export function childrenOf(calls: readonly ToolCall[], parentId: string): readonly ToolCall[] {
  return calls.filter((call) => call.parentId === parentId);
}

/** @returns the step with one more call behind all others */
export function withChild(record: StepRecord, child: ToolCall): StepRecord {
  return withCalls(record, [...callsOf(record), child]);
}

/** @returns the step with another state of one of its calls; the same step if it has none of that id */
export function withCall(record: StepRecord, call: ToolCall): StepRecord {
  return withCalls(
    record,
    callsOf(record).map((one) => (one.id === call.id ? call : one)),
  );
}

/**
 * @param record - the step
 * @param outcome - what became of a call that code made
 * @returns the step with as much of it as there is room for
 */
export function withChildOutcome(record: StepRecord, outcome: ToolCallOutcome): StepRecord {
  const { call, imageFileIds } = outcome;
  const siblings = childrenOf(callsOf(record), call.parentId ?? "");
  const kept = siblings.reduce((sum, { output }) => sum + (output?.length ?? 0), 0);
  const room = Math.max(excerptCharacters, allKeptCharacters - kept);
  const isWhole = (call.output ?? "").length <= room;
  const output = isWhole ? call.output : shortenOutput(call.output ?? "", excerptCharacters);
  const outputs = call.outputs.flatMap(keptOutput);
  const part: StoredNestedCall = { toolCallId: call.id, isWhole, imageFileIds };
  const others = (record.nested ?? []).filter((one) => one.toolCallId !== call.id);
  return withCall({ ...record, nested: [...others, part] }, { ...call, output, outputs });
}

/** Files are kept whatever there is beside them: they belong to the run's message. */
function keptOutput(output: ToolCallOutput): readonly ToolCallOutput[] {
  switch (output.type) {
    case "logs":
      return [{ ...output, logs: shortenOutput(output.logs, excerptCharacters) }];
    case "data":
      return JSON.stringify(output.data).length <= excerptCharacters ? [output] : [];
    default:
      return [output];
  }
}
