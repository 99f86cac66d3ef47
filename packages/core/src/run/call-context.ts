import type { ToolCall, ToolContext } from "@inhouse/contracts";
import { createToolFiles } from "../tools/tool-files.ts";
import type { LiveRun } from "./live-run.ts";

/** Where a call stands. */
export interface CallPlace {
  readonly stepId: string;
  /** Which of the step's calls. */
  readonly index: number;
}

/**
 * @param live - the run
 * @param call - one of its calls
 * @param idempotencyKey - the same for every attempt at the call
 * @param place - where the call stands in its step
 * @returns what its tool may use, but for what depends on the attempt
 */
export function callContext(
  live: LiveRun,
  call: ToolCall,
  idempotencyKey: string,
  { stepId, index }: CallPlace,
): Omit<ToolContext, "signal" | "tools"> {
  const { scope, runId, threadId, tenant } = live;
  const { toolResources } = live.record.run;
  return {
    tenant,
    threadId,
    runId,
    toolCallId: call.id,
    idempotencyKey,
    startedAt: call.startedAt ?? scope.clock.now(),
    toolResources,
    files: createToolFiles(scope, {
      threadId,
      toolType: call.type,
      toolResources,
      messageFileIds: live.thread.messageFileIds,
    }),
    onOutput: ({ stream, text }) => {
      if (text === "" || live.signal.aborted) return;
      live.emit({
        type: "thread.run.step.delta",
        data: { type: "tool_call_progress", stepId, index, stream, text },
      });
    },
  };
}
