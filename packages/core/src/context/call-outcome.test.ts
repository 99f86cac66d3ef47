import type { RunStepStatus, ToolCallStatus } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { toolCall } from "../../scripts/prompt-laws/history-items.ts";
import { outcomeOf } from "./call-outcome.ts";

test.each<[ToolCallStatus, RunStepStatus, RegExp]>([
  ["pending", "cancelled", /the run was cancelled before the tool was started/],
  ["pending", "expired", /the run expired before the tool was started/],
  ["awaiting_approval", "expired", /the run expired before this call was approved/],
  ["awaiting_output", "failed", /the run failed before an output was submitted/],
  ["denied", "completed", /refused/],
  ["started", "in_progress", /Outcome unknown/],
  ["unknown", "in_progress", /Outcome unknown/],
  ["failed", "completed", /failed/],
])("a call that is %s when its step is %s is told as an error: %s", (status, step, expected) => {
  const outcome = outcomeOf(toolCall("a", { status, output: null }), step, false);
  expect(outcome).toMatchObject({ isError: true, synthetic: true });
  expect(outcome.output).toMatch(expected);
});

test("an outcome that was stored is told as it is", () => {
  const call = toolCall("a", { status: "failed", output: "No such city." });
  expect(outcomeOf(call, "cancelled", true)).toEqual({
    output: "No such city.",
    isError: true,
    synthetic: false,
  });
});

test("a call that died on its way is told the same before and after its status is settled", () => {
  const told = (status: ToolCallStatus) =>
    outcomeOf(toolCall("a", { status, output: null }), "failed", false);
  expect(told("started")).toEqual(told("unknown"));
});
