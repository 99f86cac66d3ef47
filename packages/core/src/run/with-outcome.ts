import type { ToolCall } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import type { ToolCallOutcome } from "../tools/run-tool-call.ts";
import { settleOrphans, withAccount } from "./settle-orphans.ts";
import { callsOf, withCalls } from "./tool-calls.ts";

/**
 * @param record - a step
 * @param outcome - what became of a call that the model made; where it was put aside, what its code asked for comes with it
 * @returns the step with it, and with what follows for the calls that its code made
 */
export function withOutcome(
  record: StepRecord,
  { call, imageFileIds, asked }: ToolCallOutcome,
): StepRecord {
  const parts = record.parts.map((part) =>
    part.type === "tool_call" && part.toolCallId === call.id ? { ...part, imageFileIds } : part,
  );
  const known = callsOf(record).map((one) => (one.id === call.id ? call : one));
  const settled = settleOrphans(withAsked(known, asked ?? []), call.endedAt ?? 0);
  return withCalls({ ...record, parts }, withAccount(settled, call));
}

/** A call that asked before, in an attempt whose process died, is in the step already. */
function withAsked(calls: readonly ToolCall[], asked: readonly ToolCall[]): readonly ToolCall[] {
  const byId = new Map(asked.map((call) => [call.id, call]));
  const ids = new Set(calls.map((call) => call.id));
  return [
    ...calls.map((call) => byId.get(call.id) ?? call),
    ...asked.filter((call) => !ids.has(call.id)),
  ];
}
