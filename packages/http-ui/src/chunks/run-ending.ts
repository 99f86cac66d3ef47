import type { Run, RunErrorCode } from "@inhouse/contracts";
import type { UIChunk, UIFinishReason, UIMessageMetadata } from "./ui-chunk.ts";

/** What a client is told of a run that failed: never what the provider said. */
const failures: Readonly<Record<RunErrorCode, string>> = {
  rate_limit_exceeded: "The model is overloaded. Try again in a moment.",
  invalid_prompt: "The model could not take this conversation.",
  server_error: "The answer failed. Try again.",
};

/** @returns what is known of a run from its first event on */
export function startMetadata(run: Run): UIMessageMetadata {
  const { createdAt, threadId, assistantId, model } = run;
  return { createdAt, threadId, runId: run.id, assistantId, model };
}

/**
 * @param run - a run that has ended, or waits for the client
 * @returns the end of its stream
 */
export function endChunks(run: Run): readonly UIChunk[] {
  const finish: UIChunk = {
    type: "finish",
    finishReason: finishReason(run),
    messageMetadata: { status: run.status, ...usageOf(run) },
  };
  // An error breaks the client's reading off, so it comes last.
  if (run.status === "failed") {
    const errorText = failures[run.lastError?.code ?? "server_error"];
    return [finish, { type: "error", errorText }];
  }
  if (run.status === "expired") {
    return [finish, { type: "error", errorText: "The answer took too long." }];
  }
  return run.status === "cancelled" ? [{ type: "abort" }, finish] : [finish];
}

function finishReason({ status, incompleteDetails }: Run): UIFinishReason {
  if (status === "completed") return "stop";
  if (status === "requires_action") return "tool-calls";
  if (status === "failed" || status === "expired") return "error";
  const reason = incompleteDetails?.reason;
  if (reason === "content_filter") return "content-filter";
  return reason === "max_completion_tokens" ? "length" : "other";
}

function usageOf({ usage }: Run): Pick<UIMessageMetadata, "usage"> {
  if (usage === null) return {};
  const { promptTokens, completionTokens, totalTokens } = usage;
  return { usage: { inputTokens: promptTokens, outputTokens: completionTokens, totalTokens } };
}
