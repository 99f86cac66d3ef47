import type { JsonValue, Run } from "@inhouse/contracts";
import { ToolOutputsError } from "@inhouse/contracts";
import type { SubmitToolOutputs } from "@inhouse/core";
import { invalidField } from "../faults/invalid-field.ts";
import { unchecked } from "./unchecked.ts";
import type { WireFields } from "./wire-fields.ts";
import { objectFields, readArray, renamed } from "./wire-fields.ts";

const approvalFields = {
  tool_call_id: "toolCallId",
  input_hash: "inputHash",
  approved: "approved",
  reason: "reason",
};

/**
 * Outputs are matched by the id of their call. Those that name none are for the calls that nothing else names, in order.
 * Whoever knows nothing of approvals submits an output for a call that waits for one: that is a no, and the model reads what
 * was submitted.
 *
 * @param fields - what a client sent
 * @param run - the run as it is now
 * @returns what to submit
 * @throws InvalidInputError if a field is wrong that the library does not see
 * @throws ToolOutputsError if there are more outputs than calls that wait for one
 */
export function toolOutputsInput(fields: WireFields, run: Run): SubmitToolOutputs {
  const given = readArray(fields.approvals, "approvals");
  const outputs = readArray(fields.tool_outputs, "tool_outputs");
  if (outputs === undefined && given === undefined) {
    throw invalidField("tool_outputs", "an array", undefined);
  }
  // A run that waits for nothing is refused for that, whatever comes.
  if (run.status !== "requires_action") return {};
  const approvals = (given ?? []).map((approval, index) =>
    renamed(objectFields(approval, `approvals[${index}]`), approvalFields),
  );
  const answered = new Set(approvals.map((approval) => approval.toolCallId));
  const asked = new Map(
    (run.requiredAction?.approvals ?? []).map((one) => [one.toolCall.id, one.inputHash]),
  );
  const waiting = (run.requiredAction?.toolCalls ?? []).map((call) => call.id);
  const open = [...waiting, ...asked.keys()].filter((id) => !answered.has(id));
  const toolOutputs: object[] = [];
  for (const { toolCallId, output } of matched(outputs ?? [], open)) {
    const inputHash = typeof toolCallId === "string" ? asked.get(toolCallId) : undefined;
    if (inputHash === undefined) toolOutputs.push({ toolCallId, output });
    else approvals.push({ toolCallId, inputHash, approved: false, reason: output });
  }
  return unchecked({ toolOutputs, approvals });
}

interface Output {
  readonly toolCallId: JsonValue;
  readonly output: JsonValue;
}

function matched(outputs: readonly JsonValue[], open: readonly string[]): Output[] {
  const given = outputs.map((output, index) => objectFields(output, `tool_outputs[${index}]`));
  const named = given.map(({ tool_call_id: id }) => (id === "" ? undefined : id));
  const unnamed = open.filter((id) => !named.includes(id));
  return given.map(({ output }, index) => {
    const toolCallId = named[index] ?? unnamed.shift();
    if (toolCallId === undefined) {
      throw new ToolOutputsError(
        open,
        named.map((id) => (typeof id === "string" ? id : "")),
      );
    }
    if (output === undefined) throw invalidField(`tool_outputs[${index}].output`, "a text", output);
    return { toolCallId, output };
  });
}
