import type { Run } from "@inhouse/contracts";
import type { Engine } from "./engine.ts";

/** Says yes to the first `yes` calls that the run asks about, and no to the others. */
export async function answerAll({ inhouse }: Engine, run: Run, yes: number): Promise<void> {
  const { approvals = [] } = (await inhouse.runs.retrieve(run.id)).requiredAction ?? {};
  const words = approvals.map(({ toolCall, inputHash }, index) => ({
    toolCallId: toolCall.id,
    inputHash,
    approved: index < yes,
    reason: "too dear",
  }));
  await inhouse.runs.submitToolOutputs(run.id, { approvals: words });
}
