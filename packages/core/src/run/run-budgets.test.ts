import type { Turn, TurnPart, TurnRequest } from "@inhouse/model-scripted";
import { finish, toolCall, usage } from "@inhouse/model-scripted";
import { expectSound } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { anyTool, startEngine } from "../test-support/engine.ts";

const again = anyTool("again", () => "ok");

/** Calls a tool again and again, at a price. */
function spending(inputTokens: number, outputTokens: number) {
  return (): Turn => ["Once more.", toolCall("again"), usage({ inputTokens, outputTokens })];
}

async function runOf(
  script: (request: TurnRequest) => Turn,
  limits: Parameters<ReturnType<typeof startEngine>["start"]>[0],
) {
  const engine = startEngine(script, { tools: [again] });
  const { id } = await engine.start(limits);
  await engine.inhouse.runs.wait(id);
  return { ...engine, run: await expectSound(engine.inhouse, id) };
}

describe("the budgets of a run", () => {
  it("for answers is spent by all of them together", async () => {
    const { run, model } = await runOf(spending(10, 40), { maxCompletionTokens: 100 });
    expect(run).toMatchObject({
      status: "incomplete",
      incompleteDetails: { reason: "max_completion_tokens" },
      usage: { promptTokens: 30, completionTokens: 120, totalTokens: 150, estimated: false },
    });
    // Each answer may have what the ones before it left.
    expect(model.calls.map((call) => call.options.maxOutputTokens)).toEqual([100, 60, 20]);
  });

  it("for prompts is spent by all of them together", async () => {
    const { run, model } = await runOf(spending(400, 1), { maxPromptTokens: 1_000 });
    expect(run).toMatchObject({
      status: "incomplete",
      incompleteDetails: { reason: "max_prompt_tokens" },
    });
    expect(model.calls).toHaveLength(3);
  });

  it("for model calls ends it behind the tools of the last one", async () => {
    const { run, inhouse } = await runOf(spending(1, 1), { maxSteps: 2 });
    expect(run).toMatchObject({ status: "incomplete", incompleteDetails: { reason: "max_steps" } });
    const steps = await inhouse.runs.steps.list(run.id);
    expect(steps.data.map((step) => step.status)).toEqual(Array(4).fill("completed"));
  });

  it("are none for a run that was given none", async () => {
    const script = ({ toolResults, callIndex }: TurnRequest): Turn =>
      callIndex < 9
        ? [toolCall("again"), usage({ inputTokens: 90_000, outputTokens: 9_000 })]
        : `${toolResults.length}`;
    const { run } = await runOf(script, {});
    expect(run).toMatchObject({ status: "completed" });
  });
});

describe("an answer that the provider cuts", () => {
  it.each([
    ["length", "max_completion_tokens", "max_tokens"],
    ["content-filter", "content_filter", "content_filter"],
  ] as const)("for %s is kept, and the run is incomplete", async (how, reason, messageReason) => {
    const { run, inhouse } = await runOf(() => ["This is only", finish(how)], {});
    expect(run).toMatchObject({ status: "incomplete", incompleteDetails: { reason } });
    const { data } = await inhouse.messages.list(run.threadId, { runId: run.id });
    expect(data).toMatchObject([
      { status: "incomplete", incompleteDetails: { reason: messageReason } },
    ]);
    const steps = await inhouse.runs.steps.list(run.id);
    expect(steps.data).toMatchObject([{ status: "completed" }]);
    await inhouse.messages.create(run.threadId, { content: "Go on." });
  });

  it("in the middle of a call runs nothing", async () => {
    let ran = 0;
    const tool = anyTool("again", () => {
      ran++;
      return "ok";
    });
    const engine = startEngine([["Well,", toolCall("again"), finish("length")]], { tools: [tool] });
    const { id } = await engine.start();
    await engine.inhouse.runs.wait(id);
    expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "incomplete" });
    expect(ran).toBe(0);
  });
});

describe("usage", () => {
  const counted = usage({
    inputTokens: 100,
    outputTokens: 20,
    cachedInputTokens: 50,
    reasoningTokens: 5,
  });
  const uncounted = usage({});

  it("is the sum of what the provider counted", async () => {
    const script = ({ callIndex }: TurnRequest): Turn =>
      callIndex === 0 ? [toolCall("again"), counted] : ["Done.", counted];
    const { run, inhouse } = await runOf(script, {});
    expect(run.usage).toEqual({
      promptTokens: 200,
      completionTokens: 40,
      totalTokens: 240,
      cachedPromptTokens: 100,
      reasoningTokens: 10,
      estimated: false,
    });
    const steps = await inhouse.runs.steps.list(run.id);
    expect(steps.data.map((step) => step.receipt?.reportedTokens)).toEqual([100, 100]);
  });

  it("is estimated where the provider counted nothing, and says so", async () => {
    const parts: readonly TurnPart[] = ["About forty characters, more or less.", uncounted];
    const { run } = await runOf(() => parts, {});
    expect(run.usage).toMatchObject({ estimated: true, cachedPromptTokens: null });
    expect(run.usage?.completionTokens).toBeGreaterThan(5);
    expect(run.usage?.promptTokens).toBeGreaterThan(0);
  });

  it("stands on the last step of each answer only", async () => {
    const script = ({ callIndex }: TurnRequest): Turn =>
      callIndex === 0 ? ["Text.", toolCall("again"), counted] : ["Done.", counted];
    const { run, inhouse } = await runOf(script, {});
    const steps = await inhouse.runs.steps.list(run.id, { order: "asc" });
    expect(steps.data.map((step) => step.usage?.totalTokens ?? null)).toEqual([null, 120, 120]);
  });
});

it("fails a run on a thread without a message, before asking anybody", async () => {
  const { inhouse, start, model } = startEngine(["Never."]);
  const { id } = await start({ thread: {} });
  await inhouse.runs.wait(id);
  expect(await expectSound(inhouse, id)).toMatchObject({
    status: "failed",
    lastError: { code: "invalid_prompt" },
    usage: { totalTokens: 0 },
  });
  expect(model.calls).toHaveLength(0);
});
