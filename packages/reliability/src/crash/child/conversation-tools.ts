import { setTimeout as sleep } from "node:timers/promises";
import type { CrashPolicy, Tool, ToolContext } from "@inhouse/contracts";
import { functionTool } from "@inhouse/core";
import type { SeededRandom } from "@inhouse/testing";
import type { Recorder } from "../history-file.ts";
import { codeFunctionNames, codeTools } from "./code-tools.ts";

/** What the tools of a process work with. */
export interface ToolWorld {
  readonly process: string;
  readonly record: Recorder;
  readonly random: SeededRandom;
}

/** The functions that assistants list; nobody here runs `outside`. */
export const functionNames: readonly string[] = [
  "safe",
  "plain",
  "asking",
  "filing",
  "outside",
  ...codeFunctionNames,
];

/** Tools of every policy, whose effect is a line in the history. */
export function conversationTools(world: ToolWorld): readonly Tool[] {
  return [
    recordingTool(world, "safe", "retry", async () => undefined),
    recordingTool(world, "plain", "report", async () => undefined),
    recordingTool(world, "asking", "ask", async () => undefined),
    {
      ...recordingTool(world, "paying", "report", async () => undefined),
      needsApproval: () => true,
    },
    ...codeTools(),
    recordingTool(world, "filing", "retry", async (execution, context) => {
      const bytes = new TextEncoder().encode(execution);
      await context.files.create({ filename: "made.txt", mediaType: "text/plain", bytes });
    }),
  ];
}

let executions = 0;

function recordingTool(
  { process, record, random }: ToolWorld,
  name: string,
  policy: CrashPolicy,
  work: (execution: string, context: ToolContext) => Promise<void>,
): Tool {
  return functionTool({
    name,
    description: `Leaves a mark (${policy}).`,
    parameters: { type: "object" },
    afterCrash: policy,
    async execute(_input, context) {
      const execution = `${process}-x${++executions}`;
      const { threadId, runId, toolCallId, idempotencyKey } = context;
      const entry = { type: "effect", process, execution, policy, threadId, runId, toolCallId };
      record({ ...entry, type: "effect", phase: "begin", idempotencyKey });
      // It takes no notice of the signal: the worst of tools.
      await sleep(random.below(12));
      await work(execution, context);
      record({ ...entry, type: "effect", phase: "end", idempotencyKey });
      return execution;
    },
  });
}
