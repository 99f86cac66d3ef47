import type { Run, Tool } from "@inhouse/contracts";
import { ToolOutputsError } from "@inhouse/contracts";
import type { Turn, TurnRequest } from "@inhouse/model-scripted";
import { text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expectSound, quiet, VirtualClock, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";
import type { SubmitToolOutputs } from "./submit-tool-outputs.ts";

/** Calls one function of the caller, one of this process, and one that needs a person's word. */
function script({ toolResults }: TurnRequest): Turn {
  if (toolResults.length > 0) {
    return toolResults.map((result) => `${result.toolName}: ${result.text}; `).join("");
  }
  return [
    text("Three."),
    toolCall("theirs", { a: 1 }),
    toolCall("ours"),
    toolCall("asked", { b: 2 }),
  ];
}

const definitions = ["theirs", "ours", "asked"].map(externalTool);

function tools(ran: string[]): readonly Tool[] {
  const run = (name: string) => () => {
    ran.push(name);
    return `${name} done`;
  };
  return [anyTool("ours", run("ours")), anyTool("asked", run("asked"), { needsApproval: true })];
}

interface Waiting extends Engine {
  readonly run: Run;
  readonly ran: string[];
  readonly whole: Required<SubmitToolOutputs>;
}

async function startWaiting(options: Parameters<typeof startEngine>[1] = {}): Promise<Waiting> {
  const ran: string[] = [];
  const engine = startEngine(script, { definitions, tools: tools(ran), ...options });
  const { id } = await engine.start();
  const run = await engine.inhouse.runs.wait(id);
  const { toolCalls = [], approvals = [] } = run.requiredAction ?? {};
  const whole = {
    toolOutputs: toolCalls.map((call) => ({ toolCallId: call.id, output: "theirs done" })),
    approvals: approvals.map(({ toolCall: { id: toolCallId }, inputHash }) => ({
      toolCallId,
      inputHash,
      approved: true,
    })),
  };
  return { ...engine, run, ran, whole };
}

async function lastText({ inhouse }: Engine, run: Run): Promise<string> {
  const [last] = (await inhouse.messages.list(run.threadId)).data;
  const [part] = last?.content ?? [];
  return part?.type === "text" ? part.text : "";
}

it("runs what it can first, and then asks for all the rest at once", async () => {
  const { run, ran, inhouse } = await startWaiting();
  expect(run).toMatchObject({
    status: "requires_action",
    usage: null,
    requiredAction: {
      type: "submit_tool_outputs",
      toolCalls: [{ name: "theirs", status: "awaiting_output", arguments: '{"a":1}' }],
      approvals: [{ toolCall: { name: "asked", status: "awaiting_approval" } }],
    },
  });
  expect(ran).toEqual(["ours"]);
  const [step] = (await inhouse.runs.steps.list(run.id)).data;
  expect(step).toMatchObject({ status: "in_progress", type: "tool_calls", usage: null });
});

it("goes on in the same run with all of them, and every call is answered once", async () => {
  const waiting = await startWaiting();
  const { inhouse, run, ran, whole, events } = waiting;
  const before = (await events(run.id)).length;
  const queued = await inhouse.runs.submitToolOutputs(run.id, whole);
  expect(queued).toMatchObject({
    id: run.id,
    status: "queued",
    requiredAction: null,
    expiresAt: run.expiresAt,
  });
  expect(await inhouse.runs.wait(run.id)).toMatchObject({ status: "completed" });
  await expectSound(inhouse, run.id);
  expect(ran).toEqual(["ours", "asked"]);
  const told = "theirs: theirs done; ours: ours done; asked: asked done; ";
  expect(await lastText(waiting, run)).toBe(told);
  const types = (await events(run.id, { after: before, until: "end" })).map((event) => event.type);
  expect(types.slice(0, 2)).toEqual(["thread.run.queued", "thread.run.in_progress"]);
});

it("closes the step before anything else when nothing of it is left to run", async () => {
  const engine = startEngine(
    ({ toolResults }) => (toolResults.length === 0 ? toolCall("theirs") : "Thanks."),
    { definitions: [externalTool("theirs")] },
  );
  const { inhouse, events, start } = engine;
  const { id } = await start();
  const { requiredAction } = await inhouse.runs.wait(id);
  const before = (await events(id)).length;
  const toolOutputs = [{ toolCallId: requiredAction?.toolCalls[0]?.id ?? "", output: "42" }];
  await inhouse.runs.submitToolOutputs(id, { toolOutputs });
  await inhouse.runs.wait(id);
  const later = await events(id, { after: before });
  expect(later.slice(0, 3).map((event) => event.type)).toEqual([
    "thread.run.step.completed",
    "thread.run.queued",
    "thread.run.in_progress",
  ]);
  expect(later[0]?.data).toMatchObject({
    usage: { estimated: false },
    stepDetails: { toolCalls: [{ output: "42", status: "completed" }] },
  });
  await expectSound(inhouse, id);
});

describe("outputs that are not exactly those that a run waits for", () => {
  const other = "call_000000000000000000000000";
  it.each<readonly [string, (whole: Required<SubmitToolOutputs>) => SubmitToolOutputs]>([
    ["nothing at all", () => ({})],
    ["one that is missing", ({ toolOutputs }) => ({ toolOutputs })],
    ["another one that is missing", ({ approvals }) => ({ approvals })],
    [
      "one too many",
      (whole) => ({
        ...whole,
        toolOutputs: [...whole.toolOutputs, { toolCallId: other, output: "" }],
      }),
    ],
    [
      "one of another run",
      (whole) => ({ ...whole, toolOutputs: [{ toolCallId: other, output: "" }] }),
    ],
    [
      "one twice",
      (whole) => ({ ...whole, toolOutputs: [...whole.toolOutputs, ...whole.toolOutputs] }),
    ],
    [
      "an output for what needs a word",
      ({ toolOutputs, approvals }) => ({
        toolOutputs: [
          ...toolOutputs,
          ...approvals.map(({ toolCallId }) => ({ toolCallId, output: "Sure." })),
        ],
      }),
    ],
    [
      "a word for another input",
      (whole) => ({
        ...whole,
        approvals: whole.approvals.map((one) => ({ ...one, inputHash: "0".repeat(64) })),
      }),
    ],
  ])("such as %s are refused, and nothing is stored", async (_, spoil) => {
    const { inhouse, run, whole, storage, ran, events } = await startWaiting();
    const before = await events(run.id);
    storage.resetCounts();
    const submitted = inhouse.runs.submitToolOutputs(run.id, spoil(whole));
    await expect(submitted).rejects.toBeInstanceOf(ToolOutputsError);
    expect(storage.commits).toHaveLength(0);
    expect(await inhouse.runs.retrieve(run.id)).toEqual(run);
    expect(await events(run.id)).toEqual(before);
    expect(ran).toEqual(["ours"]);
    await inhouse.runs.submitToolOutputs(run.id, whole);
    await inhouse.runs.wait(run.id);
    await expectSound(inhouse, run.id);
  });
});

it("does not run what a person refused, and tells the model why", async () => {
  const waiting = await startWaiting();
  const { inhouse, run, ran, whole } = waiting;
  const approvals = whole.approvals.map((one) => ({
    ...one,
    approved: false,
    reason: "Too dear.",
  }));
  const toolOutputs = whole.toolOutputs.map((one) => ({ ...one, isError: true }));
  await inhouse.runs.submitToolOutputs(run.id, { toolOutputs, approvals });
  await inhouse.runs.wait(run.id);
  await expectSound(inhouse, run.id);
  expect(ran).toEqual(["ours"]);
  expect(await lastText(waiting, run)).toContain("Too dear.");
  const steps = await inhouse.runs.steps.list(run.id, { order: "asc" });
  expect(steps.data[1]).toMatchObject({
    status: "completed",
    stepDetails: {
      toolCalls: [{ status: "failed" }, { status: "completed" }, { status: "denied" }],
    },
  });
});

it("goes on in another process, which was not there when the run began", async () => {
  const clock = new VirtualClock();
  const inner = memoryStorage();
  const { run, whole, kill } = await startWaiting({ clock, inner });
  kill();
  const ran: string[] = [];
  const heir = startEngine(script, { definitions, tools: tools(ran), clock, inner });
  await clock.advance(60_000);
  expect(await heir.inhouse.runs.retrieve(run.id)).toEqual(run);
  await heir.inhouse.runs.submitToolOutputs(run.id, whole);
  await heir.inhouse.runs.wait(run.id);
  expect(await expectSound(heir.inhouse, run.id)).toMatchObject({ status: "completed" });
  expect(ran).toEqual(["asked"]);
});

it("takes outputs of two callers at once from one of them", async () => {
  const { inhouse, run, whole, ran } = await startWaiting();
  const both = await Promise.allSettled([
    inhouse.runs.submitToolOutputs(run.id, whole),
    inhouse.runs.submitToolOutputs(run.id, whole),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  await inhouse.runs.wait(run.id);
  await expectSound(inhouse, run.id);
  expect(ran).toEqual(["ours", "asked"]);
});

it("streams across the pause when its reader acts on it", async () => {
  const { inhouse, run, whole, start, clock } = await startWaiting();
  await inhouse.runs.submitToolOutputs(run.id, whole);
  await inhouse.runs.wait(run.id);
  const { id } = await start();
  const watching = watchRun(inhouse, id, "end");
  const { requiredAction } = await inhouse.runs.wait(id);
  await quiet();
  await inhouse.runs.submitToolOutputs(id, {
    toolOutputs: (requiredAction?.toolCalls ?? []).map((call) => ({
      toolCallId: call.id,
      output: "ok",
    })),
    approvals: (requiredAction?.approvals ?? []).map((one) => ({
      toolCallId: one.toolCall.id,
      inputHash: one.inputHash,
      approved: true,
    })),
  });
  const events = await clock.until(watching);
  expect(events.at(-1)?.type).toBe("thread.run.completed");
});

describe("a run's tool choice", () => {
  it("binds its first answer only", async () => {
    const { inhouse, start, model } = startEngine(
      ({ toolChoice }) => (toolChoice.type === "required" ? toolCall("ours") : "Done."),
      { tools: [anyTool("ours", () => "ok")] },
    );
    const { id } = await start({ toolChoice: "required" });
    expect(await inhouse.runs.wait(id)).toMatchObject({ status: "completed" });
    expect(model.calls.map((call) => call.request.toolChoice.type)).toEqual(["required", "auto"]);
  });

  it("of no tool holds to the end", async () => {
    const { inhouse, start, model } = startEngine(["Done."], {
      tools: [anyTool("ours", () => "")],
    });
    const { id } = await start({ toolChoice: "none" });
    await inhouse.runs.wait(id);
    expect(model.calls[0]?.request.toolChoice.type).toBe("none");
  });
});

it("runs one call of an answer where calls may not be parallel", async () => {
  let ran = 0;
  const ours = anyTool("ours", () => `run ${++ran}`);
  const { inhouse, start, model } = startEngine(
    ({ toolResults }) =>
      toolResults.length === 0 ? [toolCall("ours"), toolCall("ours")] : "Done.",
    { tools: [ours] },
  );
  const { id } = await start({ parallelToolCalls: false });
  await inhouse.runs.wait(id);
  await expectSound(inhouse, id);
  expect(ran).toBe(1);
  expect(model.calls[1]?.request.toolResults[1]?.text).toMatch(/one call at a time/);
});
