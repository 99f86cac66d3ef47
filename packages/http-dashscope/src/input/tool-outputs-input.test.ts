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

test("an output for a call that waits for approval is a no", () => {
  const approvals = [{ toolCall: { id: "call_4" }, inputHash: "h" }];
  const waiting = {
    ...waitingFor("call_1"),
    requiredAction: { toolCalls: [{ id: "call_1" }], approvals },
  };
  const fields = { tool_outputs: [{ output: "a" }, { output: "Not now." }] };
  expect(toolOutputsInput(fields, waiting as unknown as Run)).toEqual({
    toolOutputs: [{ toolCallId: "call_1", output: "a" }],
    approvals: [{ toolCallId: "call_4", inputHash: "h", approved: false, reason: "Not now." }],
  });
});

test("an output without a text is refused", () => {
  expect(() => toolOutputsInput({ tool_outputs: [{}] }, run)).toThrow("'tool_outputs[0].output'");
});
