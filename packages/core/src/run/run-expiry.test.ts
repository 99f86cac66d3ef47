import { RunTransitionError } from "@inhouse/contracts";
import { hang, text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expectSound, quiet, VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

const settings = { modelIdleMs: 10_000_000 };
const waiting = { definitions: [externalTool("ask")] };

describe("a run expires", () => {
  it("ten minutes after its creation, in the middle of its answer, which is kept", async () => {
    const { inhouse, start, clock, model } = startEngine([["Half", hang()]], { settings });
    const { id, createdAt, expiresAt, threadId } = await start();
    expect(expiresAt).toBe(createdAt + 600_000);
    await clock.advance(599_999);
    expect((await inhouse.runs.retrieve(id)).status).toBe("in_progress");
    await clock.advance(1);
    expect(await expectSound(inhouse, id)).toMatchObject({ status: "expired", expiresAt: null });
    expect(model.calls[0]?.outcome).toBe("aborted");
    const messages = await inhouse.messages.list(threadId, { runId: id });
    expect(messages.data).toMatchObject([
      { status: "incomplete", incompleteDetails: { reason: "run_expired" } },
    ]);
  });

  it("while its tool runs, which is told", async () => {
    let aborted = false;
    const slow = anyTool(
      "slow",
      (_, { signal }) => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
        return new Promise(() => undefined);
      },
      { timeoutMs: 10_000_000 },
    );
    const { inhouse, start, clock } = startEngine([toolCall("slow")], { tools: [slow] });
    const { id } = await start({ expiresInMs: 30_000 });
    await clock.advance(30_000);
    expect(await expectSound(inhouse, id)).toMatchObject({ status: "expired" });
    expect(aborted).toBe(true);
  });

  it("while it waits for the caller, with nobody looking", async () => {
    const { inhouse, start, clock, events } = startEngine(
      [[text("Well"), toolCall("ask")]],
      waiting,
    );
    const { id, threadId } = await start();
    await inhouse.runs.wait(id);
    const ended = inhouse.runs.wait(id, { until: "end" });
    await clock.advance(600_000);
    expect(await ended).toMatchObject({ status: "expired", requiredAction: null });
    await expectSound(inhouse, id);
    const types = (await events(id)).map((event) => event.type);
    expect(types.slice(-2)).toEqual(["thread.run.step.expired", "thread.run.expired"]);
    await inhouse.messages.create(threadId, { content: "Go on." });
  });

  it("from its creation, however long it waited in between", async () => {
    const { inhouse, start, clock } = startEngine([toolCall("ask"), hang()], {
      ...waiting,
      settings,
    });
    const { id } = await start();
    const { requiredAction } = await inhouse.runs.wait(id);
    await clock.advance(400_000);
    const toolOutputs = (requiredAction?.toolCalls ?? []).map((call) => ({
      toolCallId: call.id,
      output: "",
    }));
    await inhouse.runs.submitToolOutputs(id, { toolOutputs });
    await clock.advance(199_999);
    expect((await inhouse.runs.retrieve(id)).status).toBe("in_progress");
    await clock.advance(1);
    expect(await expectSound(inhouse, id)).toMatchObject({ status: "expired" });
  });

  it("while it waits for its turn, and never comes into the thread", async () => {
    const { inhouse, start, clock } = startEngine([hang()], { settings });
    const first = await start({ expiresInMs: 1_000_000 });
    const second = await inhouse.runs.create(first.threadId, {
      assistantId: first.assistantId,
      whenBusy: "queue",
      expiresInMs: 60_000,
      additionalMessages: [{ content: "Never comes." }],
    });
    await clock.advance(60_000);
    expect(await expectSound(inhouse, second.id)).toMatchObject({ status: "expired" });
    expect((await inhouse.runs.retrieve(first.id)).status).toBe("in_progress");
    expect(JSON.stringify(await inhouse.messages.list(first.threadId))).not.toContain("Never");
  });
});

/** A process in which no timer fires, such as one that was frozen between two requests. */
class FrozenClock extends VirtualClock {
  override setTimer(): () => void {
    return () => undefined;
  }
}

describe("where no timer fires, a run that waited too long", () => {
  async function startWaiting() {
    const clock = new FrozenClock();
    const engine = startEngine([toolCall("ask")], { ...waiting, clock });
    await quiet();
    const { id, threadId, assistantId } = await engine.start();
    const { requiredAction } = await engine.inhouse.runs.wait(id);
    await clock.advance(600_000);
    return { ...engine, id, threadId, assistantId, requiredAction };
  }

  it("is expired by being looked at", async () => {
    const { inhouse, id } = await startWaiting();
    expect((await inhouse.runs.retrieve(id)).status).toBe("expired");
    await expectSound(inhouse, id);
  });

  it("takes no outputs any more", async () => {
    const { inhouse, id, requiredAction } = await startWaiting();
    const toolCallId = requiredAction?.toolCalls[0]?.id ?? "";
    const submitted = inhouse.runs.submitToolOutputs(id, {
      toolOutputs: [{ toolCallId, output: "" }],
    });
    await expect(submitted).rejects.toThrow(new RunTransitionError("expired", "outputs_submitted"));
    await expectSound(inhouse, id);
  });

  it("is not cancelled any more", async () => {
    const { inhouse, id } = await startWaiting();
    const cancelled = inhouse.runs.cancel(id);
    await expect(cancelled).rejects.toThrow(new RunTransitionError("expired", "cancel_requested"));
  });

  it("keeps nobody from the thread", async () => {
    const { inhouse, threadId, assistantId, id } = await startWaiting();
    await inhouse.messages.create(threadId, { content: "Anybody there?" });
    await inhouse.runs.create(threadId, { assistantId });
    await expectSound(inhouse, id);
  });
});

it("expires what an earlier process left behind", async () => {
  const clock = new VirtualClock();
  const inner = memoryStorage();
  const first = startEngine([toolCall("ask"), toolCall("ask")], { ...waiting, clock, inner });
  const { id } = await first.start();
  await first.inhouse.runs.wait(id);
  first.kill();
  await clock.advance(700_000);
  const second = startEngine([], { ...waiting, clock, inner });
  await clock.advance(0);
  expect(await expectSound(second.inhouse, id)).toMatchObject({ status: "expired" });
});
