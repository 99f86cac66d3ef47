import type { RunStep } from "@inhouse/contracts";
import type { Turn, TurnPart, TurnRequest } from "@inhouse/model-scripted";
import { drop, finish, providerToolCall, reasoning, text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expectSound, VirtualClock, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

const ours = anyTool("ours", () => "ok");

function talking(...answer: readonly TurnPart[]) {
  return ({ toolResults }: TurnRequest): Turn => (toolResults.length === 0 ? answer : "Done.");
}

async function steps({ inhouse }: Engine, runId: string): Promise<readonly string[]> {
  const { data } = await inhouse.runs.steps.list(runId, { order: "asc" });
  return Promise.all(data.map((step) => shown(inhouse, step)));
}

async function shown(inhouse: Engine["inhouse"], { stepDetails }: RunStep): Promise<string> {
  if (stepDetails.type === "tool_calls") {
    return stepDetails.toolCalls.map((call) => call.name).join("+");
  }
  const message = await inhouse.messages.retrieve(stepDetails.messageId);
  return message.content.map((part) => (part.type === "text" ? part.text : part.type)).join("|");
}

describe("text that a model writes behind its calls", () => {
  it("becomes a message of its own, behind the calls", async () => {
    const engine = startEngine(talking("Before.", toolCall("ours"), "Behind."), { tools: [ours] });
    const { id } = await engine.start();
    await watchRun(engine.inhouse, id);
    await expectSound(engine.inhouse, id);
    expect(await steps(engine, id)).toEqual(["Before.", "ours", "Behind.", "Done."]);
    // The next call gets the answer as the model gave it.
    const prompt = engine.model.calls[1]?.request.prompt ?? [];
    expect(prompt.map((message) => message.role)).toEqual(["user", "assistant", "tool"]);
    expect(prompt[1]?.content).toMatchObject([
      { type: "text", text: "Before." },
      { type: "tool-call" },
      { type: "text", text: "Behind." },
    ]);
  });

  it("stays together, whatever comes between", async () => {
    const engine = startEngine(
      talking(
        toolCall("ours"),
        "One.",
        reasoning("Hm."),
        toolCall("ours"),
        "Two.",
        toolCall("ours"),
      ),
      { tools: [ours] },
    );
    const { id } = await engine.start();
    await watchRun(engine.inhouse, id);
    await expectSound(engine.inhouse, id);
    expect(await steps(engine, id)).toEqual(["ours+ours+ours", "One.|Two.", "Done."]);
  });

  it("is announced when the caller has answered the calls, in whatever process", async () => {
    const inner = memoryStorage();
    const clock = new VirtualClock();
    const both = { inner, clock, definitions: [externalTool("ask")] };
    const script = talking(toolCall("ask"), "While you look: hello.");
    const first = startEngine(script, both);
    const { id, threadId } = await first.start();
    const { requiredAction } = await first.inhouse.runs.wait(id);
    expect(await steps(first, id)).toEqual(["ask"]);
    expect((await first.inhouse.messages.list(threadId, { runId: id })).data).toEqual([]);
    first.kill();
    const heir = startEngine(script, both);
    const [call] = requiredAction?.toolCalls ?? [];
    await heir.inhouse.runs.submitToolOutputs(id, {
      toolOutputs: [{ toolCallId: call?.id ?? "", output: "42" }],
    });
    await heir.inhouse.runs.wait(id);
    expect(await expectSound(heir.inhouse, id)).toMatchObject({ status: "completed" });
    expect(await steps(heir, id)).toEqual(["ask", "While you look: hello.", "Done."]);
    expect(heir.model.calls[0]?.request.prompt[1]?.content).toMatchObject([
      { type: "tool-call" },
      { type: "text", text: "While you look: hello." },
    ]);
  });

  it("is announced when the run ends while the calls wait", async () => {
    for (const how of ["cancel", "expire"] as const) {
      const engine = startEngine(talking(toolCall("ask"), "Hello."), {
        definitions: [externalTool("ask")],
      });
      const { id } = await engine.start();
      await engine.inhouse.runs.wait(id);
      if (how === "cancel") await engine.inhouse.runs.cancel(id);
      else await engine.clock.advance(600_000);
      const run = await expectSound(engine.inhouse, id);
      expect(run.status).toBe(how === "cancel" ? "cancelled" : "expired");
      expect(await steps(engine, id)).toEqual(["ask", "Hello."]);
    }
  });

  it("does not hide from later prompts why the calls in front of it have no outcome", async () => {
    const script = ({ lastUserText }: TurnRequest): Turn =>
      lastUserText === "Hi" ? [toolCall("ask"), "Hello."] : "I see.";
    const engine = startEngine(script, { definitions: [externalTool("ask")] });
    const { id, threadId, assistantId } = await engine.start();
    await engine.inhouse.runs.wait(id);
    await engine.inhouse.runs.cancel(id);
    const additionalMessages = [{ content: "And?" }];
    const next = await engine.inhouse.runs.create(threadId, { assistantId, additionalMessages });
    await engine.inhouse.runs.wait(next.id);
    expect(JSON.stringify(engine.model.calls[1]?.request.prompt)).toContain("run was cancelled");
  });

  it("is announced at once when no call can be run", async () => {
    const engine = startEngine(talking(toolCall("nobody"), "Hello."), { tools: [ours] });
    const { id } = await engine.start();
    await watchRun(engine.inhouse, id);
    await expectSound(engine.inhouse, id);
    expect(await steps(engine, id)).toEqual(["nobody", "Hello.", "Done."]);
  });

  it("is incomplete when its answer was cut, and forgotten when another attempt follows", async () => {
    const cut = startEngine([[toolCall("ours"), "Half", finish("length")]], { tools: [ours] });
    const { id } = await cut.start();
    await cut.inhouse.runs.wait(id);
    const run = await expectSound(cut.inhouse, id);
    const { data } = await cut.inhouse.messages.list(run.threadId, { runId: id });
    expect(data).toMatchObject([{ status: "incomplete", content: [{ text: "Half" }] }]);
    const again = startEngine([[toolCall("ours"), "Half", drop()], "Whole."], { tools: [ours] });
    const second = await again.start();
    await again.clock.until(again.inhouse.runs.wait(second.id));
    await expectSound(again.inhouse, second.id);
    expect(await steps(again, second.id)).toEqual(["ours", "Whole."]);
  });

  it("counts once in the run's usage", async () => {
    const engine = startEngine(talking("Before.", toolCall("ours"), "Behind."), { tools: [ours] });
    const { id } = await engine.start();
    await engine.inhouse.runs.wait(id);
    const { data } = await engine.inhouse.runs.steps.list(id, { order: "asc" });
    expect(data.map((step) => step.usage !== null)).toEqual([false, false, true, true]);
    await expectSound(engine.inhouse, id);
  });
});

describe("calls that the provider runs", () => {
  const search = providerToolCall("web_search", { q: "x" }, { found: 1 });

  it("do not keep the answer from its readers, nor from being the last one", async () => {
    const engine = startEngine([["Let me see.", search, "Found it."]]);
    const { id } = await engine.start();
    await watchRun(engine.inhouse, id);
    expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "completed" });
    expect(await steps(engine, id)).toEqual(["Let me see.", "web_search", "Found it."]);
    const log = await engine.events(id);
    const ended = log.findIndex((event) => event.type === "thread.run.step.completed");
    const { data } = await engine.inhouse.runs.steps.list(id, { order: "asc" });
    expect(data[1]).toMatchObject({
      stepDetails: { toolCalls: [{ status: "completed", output: '{"found":1}' }] },
    });
    // The text behind the search is told as it comes.
    expect(log.slice(ended).filter((event) => event.type === "thread.message.delta").length).toBe(
      2,
    );
    engine.model.assertComplete();
  });

  it("end the run also where no text follows", async () => {
    const engine = startEngine([["Let me see.", search]]);
    const { id } = await engine.start();
    await engine.inhouse.runs.wait(id);
    expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "completed" });
    expect(await steps(engine, id)).toEqual(["Let me see.", "web_search"]);
  });

  it("may come several times, and beside calls of ours", async () => {
    const engine = startEngine(
      talking(search, "One.", search, "Two.", search, toolCall("ours"), "Three."),
      { tools: [ours] },
    );
    const { id } = await engine.start();
    await watchRun(engine.inhouse, id);
    await expectSound(engine.inhouse, id);
    expect(await steps(engine, id)).toEqual([
      "web_search",
      "One.",
      "web_search",
      "Two.",
      "web_search+ours",
      "Three.",
      "Done.",
    ]);
  });
});

it("keeps the thinking with the step that it belongs to", async () => {
  const engine = startEngine(
    talking(reasoning("First. "), text("Text."), reasoning("Second. "), toolCall("ours")),
    { tools: [ours] },
  );
  const { id } = await engine.start();
  await watchRun(engine.inhouse, id);
  await expectSound(engine.inhouse, id);
  const { data } = await engine.inhouse.runs.steps.list(id, { order: "asc" });
  expect(data.map((step) => step.reasoning)).toEqual(["First. Second. ", null, null]);
});
