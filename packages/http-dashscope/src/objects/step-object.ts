import type { JsonObject, RunStep, RunStepDetails } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { metadataObject } from "./metadata-object.ts";
import { errorObject } from "./run-ending.ts";
import { toolCallObject } from "./tool-call-object.ts";
import { usageObject } from "./usage-object.ts";

/**
 * @param step - a step of a run
 * @returns it as clients of this API see it
 */
export function stepObject(step: RunStep): JsonObject {
  return {
    id: toWireId(step.id),
    object: "thread.run.step",
    created_at: step.createdAt,
    assistant_id: toWireId(step.assistantId),
    thread_id: toWireId(step.threadId),
    run_id: toWireId(step.runId),
    type: step.type,
    status: step.status,
    step_details: detailsObject(step.stepDetails),
    last_error: errorObject(step.lastError),
    expired_at: step.expiredAt,
    cancelled_at: step.cancelledAt,
    failed_at: step.failedAt,
    completed_at: step.completedAt,
    metadata: metadataObject(step.metadata),
    usage: usageObject(step.usage),
  };
}

function detailsObject(details: RunStepDetails): JsonObject {
  if (details.type === "tool_calls") {
    return { type: details.type, tool_calls: details.toolCalls.map(toolCallObject) };
  }
  return { type: details.type, message_creation: { message_id: toWireId(details.messageId) } };
}
