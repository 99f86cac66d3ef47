import type { Tool, ToolCall } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import { settleOrphans, withAccount } from "./settle-orphans.ts";
import { callsOf, withCalls } from "./tool-calls.ts";

const unknownOutcome =
  "The process that ran this tool stopped before the outcome was stored. Whether it took effect is unknown.";

/**
 * What becomes of a step's calls when a process takes the run up: calls that were not started are started now, calls whose
 * process died follow their tool's policy, and whatever has an outcome keeps it.
 *
 * @param record - the step
 * @param bindings - what answers its calls
 * @param now - the time, in epoch milliseconds
 * @returns the step as it is to be stored before any call runs; the same object if nothing changes
 */
export function adoptStep(
  record: StepRecord,
  bindings: readonly ToolBinding[],
  now: number,
): StepRecord {
  const calls = callsOf(record);
  // What code called is its own matter when it is run again; where it is not, nothing goes on.
  const adopted = calls.map((call) =>
    call.parentId === undefined ? adoptCall(call, toolOf(call, bindings), now) : call,
  );
  if (adopted.every((call, index) => call === calls[index])) return record;
  const settled = settleOrphans(adopted, now);
  const told = adopted.filter((call) => call.parentId === undefined && !calls.includes(call));
  return withCalls(record, told.reduce(withAccount, settled));
}

function toolOf(call: ToolCall, bindings: readonly ToolBinding[]): Tool | null {
  return bindings.find((binding) => binding.function.name === call.name)?.tool ?? null;
}

function adoptCall(call: ToolCall, tool: Tool | null, now: number): ToolCall {
  if (call.status === "pending")
    return { ...call, status: "started", startedAt: call.startedAt ?? now };
  if (call.status !== "started") return call;
  switch (tool?.afterCrash ?? "report") {
    case "retry":
      return call;
    case "ask":
      return { ...call, status: "awaiting_approval" };
    case "report":
      return { ...call, status: "unknown", output: unknownOutcome, endedAt: now };
  }
}
