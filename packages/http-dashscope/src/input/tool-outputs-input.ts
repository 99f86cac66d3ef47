import type { Run } from "@inhouse/contracts";
import { ToolOutputsError } from "@inhouse/contracts";
import type { SubmitToolOutputs } from "@inhouse/core";
import { invalidField } from "../refusals/invalid-field.ts";
import { unchecked } from "./unchecked.ts";
import type { WireFields } from "./wire-fields.ts";
import { objectFields, readArray, renamed } from "./wire-fields.ts";

/**
 * Outputs are matched by the id of their call. Those that name none are for the calls that no other output names, in order.
 *
 * @param fields - what a client sent
 * @param run - the run as it is now
 * @returns what to submit
 * @throws InvalidInputError if a field is wrong that the library does not see
 * @throws ToolOutputsError if there are more outputs than calls that wait for one
 */
export function toolOutputsInput(fields: WireFields, run: Run): SubmitToolOutputs {
  const approvals = readArray(fields.approvals, "approvals");
  const given = readArray(fields.tool_outputs, "tool_outputs");
  if (given === undefined && approvals === undefined) {
    throw invalidField("tool_outputs", "an array", undefined);
  }
  // A run that waits for nothing is refused for that, whatever comes.
  if (run.status !== "requires_action") return {};
  const outputs = (given ?? []).map((output, index) =>
    objectFields(output, `tool_outputs[${index}]`),
  );
  const waiting = (run.requiredAction?.toolCalls ?? []).map((call) => call.id);
  const named = outputs.map(({ tool_call_id: id }) => (id === "" ? undefined : id));
  const unnamed = waiting.filter((id) => !named.includes(id));
  const toolOutputs = outputs.map(({ output }, index) => {
    const toolCallId = named[index] ?? unnamed.shift();
    if (toolCallId === undefined) {
      throw new ToolOutputsError(
        waiting,
        named.map((id) => (typeof id === "string" ? id : "")),
      );
    }
    return { toolCallId, output };
  });
  return unchecked({ toolOutputs, ...(approvals && { approvals: approvals.map(readApproval) }) });
}

const approvalFields = {
  tool_call_id: "toolCallId",
  input_hash: "inputHash",
  approved: "approved",
  reason: "reason",
};

function readApproval(value: Parameters<typeof objectFields>[0], index: number): object {
  return renamed(objectFields(value, `approvals[${index}]`), approvalFields);
}
