import type { JsonObject, RequiredAction, Run, TruncationStrategy } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { fileIdsOf } from "../input/file-resources.ts";
import { samplingOf } from "../input/sampling.ts";
import { metadataView } from "./metadata-view.ts";
import { runEnding } from "./run-ending.ts";
import { toolView } from "./tool-view.ts";
import { usageView } from "./usage-view.ts";

/**
 * @param run - a run
 * @returns it as clients of this API see it
 */
export function runView(run: Run): JsonObject {
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
    tools: run.tools.map(toolView),
    file_ids: fileIdsOf(run.toolResources).map(toWireId),
    metadata: metadataView(run.metadata),
    temperature: run.temperature,
    top_p: run.topP,
    top_k: topK,
    max_tokens: maxTokens ?? run.maxCompletionTokens,
    truncation_strategy: truncationView(run.truncationStrategy),
    usage: usageView(run.usage),
  };
}

/**
 * Calls that wait for a person's word stand among those that wait for an output: whoever knows nothing of approvals sees
 * what the run waits for, and what it submits for such a call is taken for a no.
 */
function requiredAction(action: RequiredAction | null): JsonObject | null {
  if (action === null) return null;
  const waiting = [...action.toolCalls, ...action.approvals.map(({ toolCall }) => toolCall)];
  const calls = waiting.map(({ id, name, arguments: text }) => ({
    id,
    type: "function",
    function: { name, arguments: text },
  }));
  return {
    type: "submit_tool_outputs",
    submit_tool_outputs: { tool_calls: calls },
    ...(action.approvals.length > 0 && {
      inhouse_approvals: action.approvals.map(({ toolCall, inputHash }) => ({
        tool_call_id: toolCall.id,
        input_hash: inputHash,
      })),
    }),
  };
}

function truncationView(strategy: TruncationStrategy): JsonObject {
  switch (strategy.type) {
    case "last_messages":
      return { type: strategy.type, last_messages: strategy.lastMessages };
    case "tokens":
      return { type: strategy.type, max_tokens: strategy.maxTokens };
    case "auto":
      return { type: strategy.type };
  }
}
