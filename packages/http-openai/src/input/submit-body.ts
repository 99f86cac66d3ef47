import type { ToolApproval, ToolOutput } from "@inhouse/core";
import * as v from "valibot";
import type { Schema } from "./common-schemas.ts";
import { given, id, maybe, object } from "./common-schemas.ts";

/** What was submitted to a run. */
export interface SubmitBody {
  readonly toolOutputs: readonly ToolOutput[];
  readonly approvals: readonly ToolApproval[];
  readonly stream: boolean;
}

const toolOutput = v.pipe(
  object({ tool_call_id: id, output: maybe(v.string()) }),
  v.transform(
    ({ tool_call_id, output }): ToolOutput => ({ toolCallId: tool_call_id, output: output ?? "" }),
  ),
);

const approval = v.pipe(
  object({
    tool_call_id: id,
    input_hash: v.string(),
    approved: v.boolean(),
    reason: maybe(v.string()),
  }),
  v.transform(
    ({ tool_call_id, input_hash, approved, reason }): ToolApproval => ({
      toolCallId: tool_call_id,
      inputHash: input_hash,
      approved,
      ...given({ reason }),
    }),
  ),
);

/** The body that submits outputs. `approvals` is an extension; with it the outputs may be left out. */
export const submitBody: Schema<SubmitBody> = v.lazy((body): Schema<SubmitBody> => {
  const hasApprovals = typeof body === "object" && body !== null && "approvals" in body;
  return hasApprovals ? withApprovals : outputsAlone;
});

const outputs = v.array(toolOutput);

const outputsAlone: Schema<SubmitBody> = v.pipe(
  object({ tool_outputs: outputs, stream: maybe(v.boolean()) }),
  v.transform(({ tool_outputs, stream }) => ({
    toolOutputs: tool_outputs,
    approvals: [],
    stream: stream ?? false,
  })),
);

const withApprovals: Schema<SubmitBody> = v.pipe(
  object({
    tool_outputs: v.exactOptional(outputs, []),
    approvals: v.array(approval),
    stream: maybe(v.boolean()),
  }),
  v.transform(({ tool_outputs, approvals, stream }) => ({
    toolOutputs: tool_outputs,
    approvals,
    stream: stream ?? false,
  })),
);
