import type { RequiredAction, Run } from "@inhouse/contracts";
import type { SubmitToolOutputs } from "@inhouse/core";
import type { DialectRouter } from "@inhouse/http";
import { parseBody } from "../input/parse-body.ts";
import type { SubmitBody } from "../input/submit-body.ts";
import { submitBody } from "../input/submit-body.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { lastSequence, runStream } from "../stream/run-stream.ts";
import { runView } from "../views/run-view.ts";
import { findRun } from "./find-in-thread.ts";

/** Adds the route that gives a run what it waits for. */
export function addSubmitRoutes(router: DialectRouter, settings: OpenAISettings): void {
  router.post("/threads/:thread/runs/:run/submit_tool_outputs", async (c) => {
    const body = await parseBody(c, settings, submitBody);
    const { thread, run: id } = c.req.param();
    const inhouse = c.get("inhouse");
    const run = await findRun(inhouse, thread, id);
    const known = body.stream && run.status === "requires_action";
    const after = known ? await lastSequence(inhouse, id, c.req.raw.signal) : 0;
    const submitted = await inhouse.runs.submitToolOutputs(id, submissionFor(run, body));
    if (!body.stream) return c.json(runView(submitted));
    return runStream(c, settings, id, { after, numbered: false, contents: false });
  });
}

/**
 * Whoever knows nothing of approvals submits an output for a call that waits for one. Nothing may run without a yes, and
 * the run must go on: so that is a no, and the model reads what was submitted.
 */
function submissionFor(
  { requiredAction }: Run,
  { toolOutputs, approvals }: SubmitBody,
): SubmitToolOutputs {
  const asked = new Map(requests(requiredAction).map((one) => [one.toolCall.id, one.inputHash]));
  const answered = new Set(approvals.map(({ toolCallId }) => toolCallId));
  const isNo = (toolCallId: string): boolean => asked.has(toolCallId) && !answered.has(toolCallId);
  const refusals = toolOutputs
    .filter(({ toolCallId }) => isNo(toolCallId))
    .map(({ toolCallId, output }) => ({
      toolCallId,
      inputHash: asked.get(toolCallId) ?? "",
      approved: false,
      reason: output,
    }));
  return {
    toolOutputs: toolOutputs.filter(({ toolCallId }) => !isNo(toolCallId)),
    approvals: [...approvals, ...refusals],
  };
}

function requests(action: RequiredAction | null): RequiredAction["approvals"] {
  return action?.approvals ?? [];
}
