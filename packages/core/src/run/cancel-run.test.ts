import type { RunEvent } from "@inhouse/contracts";
import { RunTransitionError } from "@inhouse/contracts";
import { delay, fail, hang, reasoning, text, toolCall } from "@inhouse/model-scripted";
import type { CommitFate } from "@inhouse/testing";
import { eventually, expectSound, quiet, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

function typesOf(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => event.type.slice("thread.".length));
}

/** Starts a run, and asks it to stop while a commit is on its way into the store. */
async function startAndCancelAt(
  { inhouse, start, storage }: Engine,
  commit: number,
): Promise<{ readonly id: string; readonly cancelled: Promise<unknown> }> {
  const cancelled = Promise.withResolvers<unknown>();
  storage.fate = async ({ number }): Promise<CommitFate> => {
    if (number === commit) cancelled.resolve(inhouse.runs.cancel((await started).id));
    if (number === commit) await quiet();
    return "fine";
  };
  const started = start();
  return { id: (await started).id, cancelled: cancelled.promise };
}

describe("cancelling a run that streams", () => {
  it("aborts the provider, and keeps what was written as an incomplete message", async () => {
    const { inhouse, start, events, model } = startEngine([["Half of an answer", hang()]]);
    const { id, threadId } = await start();
    await eventually(() => model.calls.length === 1);
    await quiet();
    const cancelling = await inhouse.runs.cancel(id);
    expect(cancelling).toMatchObject({ status: "cancelling", cancelledAt: null });
    const run = await inhouse.runs.wait(id);
    expect(run).toMatchObject({ status: "cancelled", usage: { estimated: true } });
    await expectSound(inhouse, id);
    expect(model.calls[0]?.outcome).toBe("aborted");
    expect(typesOf(await events(id)).slice(-4)).toEqual([
      "run.cancelling",
      "message.incomplete",
      "run.step.cancelled",
      "run.cancelled",
    ]);
    const messages = await inhouse.messages.list(threadId, { runId: id });
    expect(messages.data).toMatchObject([
      {
        status: "incomplete",
        incompleteDetails: { reason: "run_cancelled" },
        content: [{ text: "Half of an answer" }],
      },
    ]);
    await inhouse.messages.create(threadId, { content: "Go on." });
  });

  it("ends one that has only thought so far", async () => {
    const { inhouse, start, model } = startEngine([[reasoning("Hm."), hang()]]);
    const { id } = await start();
    await eventually(() => model.calls.length === 1);
    await quiet();
    await inhouse.runs.cancel(id);
    expect((await expectSound(inhouse, id)).status).toBe("cancelled");
    const steps = await inhouse.runs.steps.list(id);
    expect(steps.data).toMatchObject([{ status: "cancelled", reasoning: "Hm." }]);
  });

  it("ends one whose provider has not answered yet, and one that waits to try again", async () => {
    for (const turn of [hang(), delay(1_000_000)]) {
      const { inhouse, start, model } = startEngine([turn]);
      const { id } = await start();
      await eventually(() => model.calls.length === 1);
      await inhouse.runs.cancel(id);
      expect((await expectSound(inhouse, id)).status).toBe("cancelled");
    }
    const { inhouse, start, model } = startEngine([fail({ status: 429, retryAfterMs: 50_000 })]);
    const { id } = await start();
    await eventually(() => model.calls.length === 1);
    await quiet();
    await inhouse.runs.cancel(id);
    expect((await expectSound(inhouse, id)).status).toBe("cancelled");
  });

  it("is seen by readers in an order that shows every object at least as new", async () => {
    const { inhouse, start, model } = startEngine([["Half of an answer", hang()]]);
    const { id } = await start();
    const watching = watchRun(inhouse, id);
    await eventually(() => model.calls.length === 1);
    await quiet();
    await inhouse.runs.cancel(id);
    expect(typesOf(await watching).at(-1)).toBe("run.cancelled");
  });
});

it("cancels a run that waits for its turn at once, and leaves the active one alone", async () => {
  const { inhouse, start } = startEngine([hang()]);
  const first = await start();
  const second = await inhouse.runs.create(first.threadId, {
    assistantId: first.assistantId,
    whenBusy: "queue",
    additionalMessages: [{ content: "Never comes." }],
  });
  expect((await inhouse.runs.cancel(second.id)).status).toBe("cancelling");
  expect(await expectSound(inhouse, second.id)).toMatchObject({ status: "cancelled" });
  const messages = await inhouse.messages.list(first.threadId);
  expect(JSON.stringify(messages)).not.toContain("Never comes.");
  expect((await inhouse.runs.retrieve(first.id)).status).toBe("in_progress");
  await inhouse.runs.cancel(first.id);
  await expectSound(inhouse, first.id);
});

it("aborts a running tool, and tells the model later that its outcome is unknown", async () => {
  let aborted = false;
  const slow = anyTool(
    "slow",
    (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          resolve("too late");
        });
      }),
  );
  const { inhouse, start, model, events } = startEngine(
    [toolCall("slow"), ({ toolResults }) => `I heard: ${toolResults[0]?.text}`],
    { tools: [slow] },
  );
  const { id, threadId, assistantId } = await start();
  await eventually(() => model.calls.length === 1);
  await quiet();
  await inhouse.runs.cancel(id);
  expect(await expectSound(inhouse, id)).toMatchObject({ status: "cancelled" });
  expect(aborted).toBe(true);
  const [step] = (await inhouse.runs.steps.list(id)).data;
  expect(step).toMatchObject({ stepDetails: { toolCalls: [{ status: "unknown" }] } });
  expect(typesOf(await events(id)).slice(-2)).toEqual(["run.step.cancelled", "run.cancelled"]);
  const next = await inhouse.runs.create(threadId, {
    assistantId,
    additionalMessages: [{ content: "And?" }],
  });
  await inhouse.runs.wait(next.id);
  expect(JSON.stringify(model.calls[1]?.options.prompt)).toMatch(/unknown/);
});

it("cancels a run that waits for the caller, and leaves its thread free", async () => {
  const { inhouse, start } = startEngine([[text("One moment."), toolCall("ask")]], {
    definitions: [externalTool("ask")],
  });
  const { id, threadId } = await start();
  expect((await inhouse.runs.wait(id)).status).toBe("requires_action");
  expect(await inhouse.runs.cancel(id)).toMatchObject({
    status: "cancelling",
    requiredAction: null,
  });
  expect(await expectSound(inhouse, id)).toMatchObject({ status: "cancelled" });
  await inhouse.messages.create(threadId, { content: "Go on." });
});

it("cancels once", async () => {
  const { inhouse, start, storage } = startEngine([hang()]);
  const { id } = await start();
  await quiet();
  // The owner's next commit is held up, so that the run stays `cancelling` for a while.
  let goOn = (): void => undefined;
  const held = new Promise<"fine">((resolve) => {
    goOn = () => resolve("fine");
  });
  const cancels = storage.commits.length + 1;
  storage.fate = ({ number }) => (number > cancels ? held : "fine");
  const first = inhouse.runs.cancel(id);
  await quiet();
  await expect(inhouse.runs.cancel(id)).rejects.toThrow(
    new RunTransitionError("cancelling", "cancel_requested"),
  );
  goOn();
  await first;
  await inhouse.runs.wait(id);
  await expect(inhouse.runs.cancel(id)).rejects.toThrow(
    new RunTransitionError("cancelled", "cancel_requested"),
  );
  await expectSound(inhouse, id);
});

it("lets work that is finished first win", async () => {
  const engine = startEngine(["The answer."]);
  // The cancellation comes while the answer is on its way into the store.
  const { inhouse } = engine;
  const { id, cancelled } = await startAndCancelAt(engine, 4);
  await inhouse.runs.wait(id);
  await cancelled;
  expect(await expectSound(inhouse, id)).toMatchObject({ status: "completed", cancelledAt: null });
});

it("starts no tool of an answer that comes in with a cancellation, and says so", async () => {
  let acts = 0;
  const act = anyTool("act", () => {
    acts++;
    return "ok";
  });
  const engine = startEngine([["Now.", toolCall("act")]], { tools: [act] });
  const { inhouse } = engine;
  const { id } = await startAndCancelAt(engine, 4);
  await inhouse.runs.wait(id);
  expect(await expectSound(inhouse, id)).toMatchObject({ status: "cancelled" });
  expect(acts).toBe(0);
  const steps = await inhouse.runs.steps.list(id);
  expect(steps.data[0]).toMatchObject({
    status: "cancelled",
    stepDetails: { toolCalls: [{ status: "failed", output: "Not run: the run was stopped." }] },
  });
});

it("does not wait for the caller when a cancellation comes with the answer", async () => {
  const engine = startEngine([toolCall("ask")], {
    definitions: [externalTool("ask")],
  });
  const { inhouse } = engine;
  const { id } = await startAndCancelAt(engine, 4);
  await inhouse.runs.wait(id, { until: "end" });
  expect(await expectSound(inhouse, id)).toMatchObject({ status: "cancelled" });
});

it("cancels a run in the very moment in which it is taken up", async () => {
  const engine = startEngine(["Never."]);
  const { inhouse } = engine;
  const { id } = await startAndCancelAt(engine, 3);
  await inhouse.runs.wait(id);
  expect(await expectSound(inhouse, id)).toMatchObject({ status: "cancelled" });
});

it("goes on when its readers leave", async () => {
  const { inhouse, start } = startEngine([["A long answer ", "in parts."]]);
  const { id } = await start();
  for await (const event of inhouse.runs.stream(id)) {
    if (event.type === "thread.run.in_progress") break;
  }
  const leaving = new AbortController();
  const reading = inhouse.runs.stream(id, { signal: leaving.signal }).next();
  leaving.abort(new Error("Gone."));
  await reading.catch(() => undefined);
  expect(await inhouse.runs.wait(id)).toMatchObject({ status: "completed" });
  await expectSound(inhouse, id);
});
