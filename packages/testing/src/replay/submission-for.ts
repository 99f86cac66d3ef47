import type { Run, ToolCall } from "@inhouse/contracts";
import type { ReplaySubmission } from "./replay-runtime.ts";
import type { RecordedCall } from "./run-recording.ts";

/** What a call is whose recording ends before anybody spoke of it. */
const unanswered: ReadonlySet<string> = new Set(["awaiting_output", "awaiting_approval"]);

/** What has been spoken of already, so that a second call like the first gets its own output. */
export type SpokenOf = Record<"approval" | "output", Set<RecordedCall>>;

/**
 * @param run - a run, as it waits
 * @param calls - the recorded calls, in order
 * @param spokenOf - what was submitted before; gets what is submitted now
 * @returns what was submitted then; null: the run does not wait, or the recording does not say
 */
export function submissionFor(
  run: Run,
  calls: readonly RecordedCall[],
  spokenOf: SpokenOf,
): ReplaySubmission | null {
  const action = run.status === "requires_action" ? run.requiredAction : null;
  if (action === null) return null;
  const find = (call: ToolCall, what: keyof SpokenOf): RecordedCall | undefined => {
    const fresh = calls.filter((one) => one.awaited.includes(what) && !spokenOf[what].has(one));
    const named = fresh.filter((one) => one.name === call.name);
    const found = named.find((one) => one.arguments === call.arguments) ?? named[0];
    if (found !== undefined) spokenOf[what].add(found);
    return found;
  };
  const outputs = action.toolCalls.map((call) => [call, find(call, "output")] as const);
  const words = action.approvals.map((one) => [one, find(one.toolCall, "approval")] as const);
  const known = [...outputs, ...words].map(([, recorded]) => recorded);
  if (known.some((one) => one === undefined || unanswered.has(one.status))) return null;
  return {
    toolOutputs: outputs.map(([{ id }, recorded]) => ({
      toolCallId: id,
      output: recorded?.output ?? "",
      isError: recorded?.status === "failed",
    })),
    approvals: words.map(([{ toolCall, inputHash }, recorded]) => ({
      toolCallId: toolCall.id,
      inputHash,
      approved: recorded?.status !== "denied",
    })),
  };
}
