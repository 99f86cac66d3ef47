import type { JsonObject, RequiredAction, Run } from "@inhouse/contracts";
import {
  responseFormatView,
  toolChoiceView,
  toolsView,
  truncationView,
  usageView,
} from "./generation-views.ts";
import { seconds } from "./seconds.ts";
import { awaitedCallView } from "./tool-call-view.ts";

/** @returns the run as the wire has it */
export function runView(run: Run): JsonObject {
  return {
    id: run.id,
    object: "thread.run",
    created_at: seconds(run.createdAt),
    assistant_id: run.assistantId,
    thread_id: run.threadId,
    status: run.status,
    started_at: seconds(run.startedAt),
    expires_at: seconds(run.expiresAt),
    cancelled_at: seconds(run.cancelledAt),
    failed_at: seconds(run.failedAt),
    completed_at: seconds(run.completedAt),
    required_action: run.requiredAction === null ? null : actionView(run.requiredAction),
    last_error:
      run.lastError === null ? null : { code: run.lastError.code, message: run.lastError.message },
    model: run.model,
    instructions: run.instructions ?? "",
    tools: toolsView(run.tools),
    metadata: run.metadata,
    temperature: run.temperature,
    top_p: run.topP,
    reasoning_effort: run.reasoningEffort,
    max_completion_tokens: run.maxCompletionTokens,
    max_prompt_tokens: run.maxPromptTokens,
    truncation_strategy: truncationView(run.truncationStrategy),
    incomplete_details: incompleteView(run),
    usage: usageView(run.usage),
    response_format: responseFormatView(run.responseFormat),
    tool_choice: toolChoiceView(run.toolChoice),
    parallel_tool_calls: run.parallelToolCalls,
  };
}

/**
 * Calls that wait for a person's word stand among those that wait for an output: whoever knows nothing of approvals sees
 * what the run waits for, and what it submits for such a call is taken for a no.
 */
function actionView({ toolCalls, approvals }: RequiredAction): JsonObject {
  const waiting = [...toolCalls, ...approvals.map(({ toolCall }) => toolCall)];
  return {
    type: "submit_tool_outputs",
    submit_tool_outputs: { tool_calls: waiting.map(awaitedCallView) },
    ...(approvals.length > 0 && {
      inhouse_approvals: approvals.map(({ toolCall, inputHash }) => ({
        tool_call_id: toolCall.id,
        input_hash: inputHash,
      })),
    }),
  };
}

/** The hosted API knows two reasons; the nearest stands for the others, which are told beside it. */
function incompleteView({ incompleteDetails }: Run): JsonObject | null {
  if (incompleteDetails === null) return null;
  const { reason } = incompleteDetails;
  if (reason === "max_completion_tokens" || reason === "max_prompt_tokens") return { reason };
  return { reason: "max_completion_tokens", inhouse_reason: reason };
}
