import type { JsonObject, RunStep } from "@inhouse/contracts";
import { usageView } from "./generation-views.ts";
import { seconds } from "./seconds.ts";
import { toolCallView } from "./tool-call-view.ts";

/**
 * @param step - the step
 * @param contents - whether to show the texts that a search found
 * @returns the step as the wire has it
 */
export function stepView(step: RunStep, contents: boolean): JsonObject {
  return {
    id: step.id,
    object: "thread.run.step",
    created_at: seconds(step.createdAt),
    run_id: step.runId,
    assistant_id: step.assistantId,
    thread_id: step.threadId,
    type: step.type,
    status: step.status,
    cancelled_at: seconds(step.cancelledAt),
    completed_at: seconds(step.completedAt),
    expired_at: seconds(step.expiredAt),
    expires_at: null,
    failed_at: seconds(step.failedAt),
    last_error: errorView(step),
    step_details: detailsView(step, contents),
    usage: usageView(step.usage),
    metadata: step.metadata,
  };
}

function detailsView({ stepDetails }: RunStep, contents: boolean): JsonObject {
  if (stepDetails.type === "message_creation") {
    const { messageId } = stepDetails;
    return { type: "message_creation", message_creation: { message_id: messageId } };
  }
  const calls = stepDetails.toolCalls.map((call) => toolCallView(call, contents));
  return { type: "tool_calls", tool_calls: calls };
}

function errorView({ lastError }: RunStep): JsonObject | null {
  if (lastError === null) return null;
  // Steps know two codes only.
  const code = lastError.code === "rate_limit_exceeded" ? lastError.code : "server_error";
  return { code, message: lastError.message };
}
