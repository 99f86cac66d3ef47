import { callsOf } from "./calls.ts";
import type { Invariant } from "./problem.ts";

/** An output that was accepted is what the step shows, for good. */
export const noSubmittedOutputLost: Invariant = (history, { threads }) => {
  const problems: string[] = [];
  const runs = new Map(
    threads.flatMap((thread) => thread.runs.map((stored) => [stored.run.id, stored])),
  );
  for (const { request, outcome } of callsOf(history, "submit_outputs")) {
    const steps = runs.get(request.runId)?.steps;
    if (outcome !== "ok" || steps === undefined) continue;
    const calls = steps.flatMap(({ stepDetails }) =>
      stepDetails.type === "tool_calls" ? stepDetails.toolCalls : [],
    );
    for (const { toolCallId, output } of request.outputs) {
      const stored = calls.find((call) => call.id === toolCallId)?.output;
      if (stored !== output) {
        problems.push(`the accepted output '${output}' of ${toolCallId} is stored as '${stored}'`);
      }
    }
  }
  return problems;
};
