import type { JsonObject, RunStep, RunStepDetails } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import type { FileUrl } from "../links/file-links.ts";
import { metadataView } from "./metadata-view.ts";
import { errorView } from "./run-ending.ts";
import { toolCallView } from "./tool-call-view.ts";
import { usageView } from "./usage-view.ts";

/**
 * @param step - a step of a run
 * @param fileUrl - finds the address of a file
 * @returns it as clients of this API see it
 */
export function stepView(step: RunStep, fileUrl: FileUrl): JsonObject {
  return {
    id: toWireId(step.id),
    object: "thread.run.step",
    created_at: step.createdAt,
    assistant_id: toWireId(step.assistantId),
    thread_id: toWireId(step.threadId),
    run_id: toWireId(step.runId),
    type: step.type,
    status: step.status,
    step_details: detailsView(step.stepDetails, fileUrl),
    last_error: errorView(step.lastError),
    expired_at: step.expiredAt,
    cancelled_at: step.cancelledAt,
    failed_at: step.failedAt,
    completed_at: step.completedAt,
    metadata: metadataView(step.metadata),
    usage: usageView(step.usage),
  };
}

function detailsView(details: RunStepDetails, fileUrl: FileUrl): JsonObject {
  if (details.type === "tool_calls") {
    const calls = details.toolCalls.map((call) => toolCallView(call, fileUrl));
    return { type: details.type, tool_calls: calls };
  }
  return { type: details.type, message_creation: { message_id: toWireId(details.messageId) } };
}
