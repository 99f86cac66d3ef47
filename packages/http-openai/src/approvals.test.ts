import { functionTool } from "@inhouse/core";
import { toolCall } from "@inhouse/model-scripted";
import type { OpenAI } from "openai";
import { describe, expect, it } from "vitest";
import type { World } from "./testing/world.ts";
import { createWorld, lookUp } from "./testing/world.ts";

interface Approval {
  readonly tool_call_id: string;
  readonly input_hash: string;
}

type Run = OpenAI.Beta.Threads.Run;

/** A run whose only call waits for a person's word. */
async function waiting(onRun: () => void): Promise<{ world: World; run: Run; approval: Approval }> {
  const tool = functionTool({
    name: "look_up",
    description: "",
    needsApproval: true,
    execute: async () => {
      onRun();
      return "found";
    },
  });
  const script = [toolCall("look_up", { word: "a" }), "Done."];
  const world = await createWorld(script, { runtime: { tools: [tool] } });
  const { assistants, threads } = world.openai.beta;
  const { id } = await assistants.create({ model: "demo", tools: [lookUp] });
  const thread = { messages: [{ role: "user" as const, content: "Hi" }] };
  const run = await threads.createAndRunPoll({ assistant_id: id, thread });
  const { inhouse_approvals } = run.required_action as unknown as {
    readonly inhouse_approvals: readonly [Approval];
  };
  return { world, run, approval: inhouse_approvals[0] };
}

describe("a call that needs approval", () => {
  it("runs when it is approved, also in a stream", async () => {
    for (const stream of [false, true]) {
      let ran = 0;
      const { world, run, approval } = await waiting(() => {
        ran += 1;
      });
      await using _ = world;
      const { runs } = world.openai.beta.threads;
      const at = {
        thread_id: run.thread_id,
        tool_outputs: [],
        approvals: [{ ...approval, approved: true }],
      };
      const done = stream
        ? await runs.submitToolOutputsStream(run.id, at).finalRun()
        : await runs.submitToolOutputsAndPoll(run.id, at);
      expect([done.status, ran]).toEqual(["completed", 1]);
    }
  });

  it("is shown to a client that knows nothing of approvals, whose output is a no", async () => {
    let ran = 0;
    const { world, run } = await waiting(() => {
      ran += 1;
    });
    await using _ = world;
    expect(run.required_action).toMatchObject({
      type: "submit_tool_outputs",
      submit_tool_outputs: { tool_calls: [{ type: "function", function: { name: "look_up" } }] },
    });
    const calls = run.required_action?.submit_tool_outputs.tool_calls ?? [];
    const done = await world.openai.beta.threads.runs.submitToolOutputsAndPoll(run.id, {
      thread_id: run.thread_id,
      tool_outputs: calls.map(({ id }) => ({
        tool_call_id: id,
        output: "I know no such function.",
      })),
    });
    expect([done.status, ran]).toEqual(["completed", 0]);
    const steps = await world.openai.beta.threads.runs.steps.list(run.id, {
      thread_id: run.thread_id,
    });
    expect(steps.data[1]?.step_details).toMatchObject({
      tool_calls: [
        { function: { output: "The user did not allow this call. I know no such function." } },
      ],
    });
  });

  it("does not run on the approval of another input", async () => {
    const { world, run, approval } = await waiting(() => undefined);
    await using _ = world;
    const submitted = world.openai.beta.threads.runs.submitToolOutputs(run.id, {
      thread_id: run.thread_id,
      tool_outputs: [],
      approvals: [{ ...approval, input_hash: "0", approved: true }],
    } as never);
    await expect(submitted).rejects.toMatchObject({ status: 400 });
  });
});
