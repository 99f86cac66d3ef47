import type { Run, ToolCall } from "@inhouse/contracts";
import { ToolOutputsError } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { toolOutputsInput } from "./tool-outputs-input.ts";

function waitingFor(...ids: readonly string[]): Run {
  const toolCalls = ids.map((id) => ({ id }) as ToolCall);
  const requiredAction = { type: "submit_tool_outputs", toolCalls, approvals: [] };
  return { status: "requires_action", requiredAction } as unknown as Run;
}

const run = waitingFor("call_1", "call_2", "call_3");

test.each([
  [
    "without ids go by their places",
    [{ output: "a" }, { tool_call_id: "", output: "b" }, { tool_call_id: null, output: "c" }],
    ["call_1", "call_2", "call_3"],
  ],
  [
    "with ids go by these",
    [
      { tool_call_id: "call_3", output: "a" },
      { tool_call_id: "call_1", output: "b" },
      { output: "c" },
    ],
    ["call_3", "call_1", "call_2"],
  ],
])("outputs %s", (_, outputs, ids) => {
  const { toolOutputs } = toolOutputsInput({ tool_outputs: outputs }, run);
  expect(toolOutputs).toEqual(
    ["a", "b", "c"].map((output, index) => ({ toolCallId: ids[index], output })),
  );
});

test("more outputs than calls are refused", () => {
  const outputs = [{ output: "a" }, { output: "b" }];
  expect(() => toolOutputsInput({ tool_outputs: outputs }, waitingFor("call_1"))).toThrow(
    ToolOutputsError,
  );
});

test("approvals are an extension", () => {
  const approval = { tool_call_id: "call_1", input_hash: "h", approved: false, reason: "No." };
  expect(toolOutputsInput({ approvals: [approval] }, run)).toEqual({
    toolOutputs: [],
    approvals: [{ toolCallId: "call_1", inputHash: "h", approved: false, reason: "No." }],
  });
});
