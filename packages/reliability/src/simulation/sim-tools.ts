import type { CrashPolicy, Tool, ToolContext } from "@inhouse/contracts";
import { functionTool } from "@inhouse/core";
import type { SeededRandom } from "@inhouse/testing";
import { codeTools } from "../crash/child/code-tools.ts";
import type { Scheduler, Sleeper } from "./scheduler.ts";
import type { SimWorld } from "./sim-world.ts";

/** How long a tool takes at most, in milliseconds. */
const longestMs = 800;

/**
 * Tools of every policy, whose effect is an entry in the history, outside of the storage. Once they have begun, they take no
 * notice of their signal: the worst of tools.
 */
export function simTools(world: SimWorld, sleeper: Sleeper, random: SeededRandom): readonly Tool[] {
  let executions = 0;
  const toolOf = (
    name: string,
    policy: CrashPolicy,
    work: (execution: string, context: ToolContext) => Promise<void>,
  ): Tool =>
    functionTool({
      name,
      description: `Leaves a mark (${policy}).`,
      parameters: { type: "object" },
      afterCrash: policy,
      async execute(_input, context) {
        const execution = `${sleeper.name}-x${++executions}`;
        const { threadId, runId, toolCallId, idempotencyKey } = context;
        const process = sleeper.name;
        const entry = { type: "effect", process, execution, policy, threadId, runId } as const;
        await world.scheduler.pass(sleeper, `tool ${name}`);
        context.signal.throwIfAborted();
        world.record({ ...entry, toolCallId, idempotencyKey, phase: "begin" });
        await sleep(world.scheduler, sleeper, random.below(longestMs));
        await work(execution, context);
        world.record({ ...entry, toolCallId, idempotencyKey, phase: "end" });
        return execution;
      },
    });
  return [
    toolOf("safe", "retry", async () => undefined),
    toolOf("plain", "report", async () => undefined),
    toolOf("asking", "ask", async () => undefined),
    { ...toolOf("paying", "report", async () => undefined), needsApproval: () => true },
    ...codeTools(),
    toolOf("filing", "retry", async (execution, { files }) => {
      const bytes = new TextEncoder().encode(execution);
      await files.create({ filename: "made.txt", mediaType: "text/plain", bytes });
    }),
  ];
}

/** Waits until so much time has passed. */
export function sleep(scheduler: Scheduler, sleeper: Sleeper, ms: number): Promise<void> {
  return new Promise((resolve) => {
    scheduler.setTimer(sleeper, ms, resolve);
  });
}
