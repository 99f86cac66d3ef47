import type { JsonObject, RequiredAction, Run, TruncationStrategy } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { fileIdsOf } from "../input/file-resources.ts";
import { samplingOf } from "../input/sampling.ts";
import { metadataObject } from "./metadata-object.ts";
import { runEnding } from "./run-ending.ts";
import { toolObject } from "./tool-object.ts";
import { usageObject } from "./usage-object.ts";

/**
 * @param run - a run
 * @returns it as clients of this API see it
 */
export function runObject(run: Run): JsonObject {
  const { topK, maxTokens } = samplingOf(run.providerOptions);
  return {
    id: toWireId(run.id),
    object: "thread.run",
    created_at: run.createdAt,
    thread_id: toWireId(run.threadId),
    assistant_id: toWireId(run.assistantId),
    ...runEnding(run),
    required_action: requiredAction(run.requiredAction),
    // The Java SDK reads these as numbers of 32 bits, which milliseconds are not. The service says null, too.
    expires_at: null,
    started_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    model: run.model,
    instructions: run.instructions ?? "",
    tools: run.tools.map(toolObject),
    file_ids: fileIdsOf(run.toolResources).map(toWireId),
    metadata: metadataObject(run.metadata),
    temperature: run.temperature,
    top_p: run.topP,
    top_k: topK,
    max_tokens: maxTokens ?? run.maxCompletionTokens,
    truncation_strategy: truncationObject(run.truncationStrategy),
    usage: usageObject(run.usage),
  };
}

/** Approvals are an extension: this API has no word for them. */
function requiredAction(action: RequiredAction | null): JsonObject | null {
  if (action === null) return null;
  const calls = action.toolCalls.map(({ id, name, arguments: text }) => ({
    id,
    type: "function",
    function: { name, arguments: text },
  }));
  const approvals = action.approvals.map(({ toolCall, inputHash }) => ({
    tool_call_id: toolCall.id,
    name: toolCall.name,
    arguments: toolCall.arguments,
    input_hash: inputHash,
  }));
  return {
    type: "submit_tool_outputs",
    submit_tool_outputs: { tool_calls: calls },
    ...(approvals.length > 0 && { approve_tool_calls: { approvals } }),
  };
}

function truncationObject(strategy: TruncationStrategy): JsonObject {
  switch (strategy.type) {
    case "last_messages":
      return { type: strategy.type, last_messages: strategy.lastMessages };
    case "tokens":
      return { type: strategy.type, max_tokens: strategy.maxTokens };
    case "auto":
      return { type: strategy.type };
  }
}
