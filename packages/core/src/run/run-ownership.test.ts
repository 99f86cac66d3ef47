import { delay, hang, text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { CommitFate } from "@inhouse/testing";
import { eventually, expectSound, quiet, VirtualClock } from "@inhouse/testing";
import { expect, it } from "vitest";
import type { EngineOptions } from "../test-support/engine.ts";
import { anyTool, startEngine } from "../test-support/engine.ts";

const settings = { leaseMs: 15_000, modelIdleMs: 10_000_000 };

it("executes a run in one of two runtimes on one storage, whichever sees it first", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  let executions = 0;
  const act = anyTool("act", async () => {
    executions++;
    await quiet(5);
    return "ok";
  });
  const options: EngineOptions = { ...both, clock, tools: [act] };
  const script = ({ toolResults }: { toolResults: readonly unknown[] }) =>
    toolResults.length === 0 ? toolCall("act") : "Done.";
  const one = startEngine(script, options);
  const other = startEngine(script, options);
  const runs = await Promise.all(Array.from({ length: 10 }, () => one.start()));
  // The other one hears of them as well, at the same time.
  await Promise.all(runs.map((run) => other.inhouse.runs.update(run.id, { metadata: { a: "b" } })));
  await clock.advance(4_000);
  for (const { id } of runs) {
    expect(await expectSound(other.inhouse, id)).toMatchObject({ status: "completed" });
  }
  expect(executions).toBe(10);
  expect(one.model.calls.length + other.model.calls.length).toBe(20);
});

it("takes a run over when its owner stops, and refuses all that the owner does later", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const ownersClock = new VirtualClock();
  const clock = new VirtualClock();
  let goOn = (): void => undefined;
  const paused = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const owner = startEngine([["The owner's answer, ", delay(1), "which comes too late."]], {
    ...both,
    clock: ownersClock,
  });
  // The owner's process is paused in the middle of its answer: its clock stands, and so does its provider.
  owner.storage.fate = async ({ number }): Promise<CommitFate> => {
    if (number > 3) await paused;
    return "fine";
  };
  const { id, threadId } = await owner.start();
  const seen = owner.events(id, { until: "end" });
  await eventually(() => owner.storage.commits.length === 4);
  const heir = startEngine(["The heir's answer."], { ...both, clock });
  await clock.advance(14_000);
  expect(heir.model.calls).toHaveLength(0);
  await clock.advance(3_000);
  expect(heir.model.calls).toHaveLength(1);
  await heir.inhouse.runs.wait(id);
  const before = await heir.events(id);
  goOn();
  // Nobody was shown anything of the owner's answer, since it was never stored: its reader goes on with the heir's.
  expect(await ownersClock.until(seen)).toEqual(before);
  expect(await heir.events(id)).toEqual(before);
  await expectSound(heir.inhouse, id);
  await expectSound(owner.inhouse, id);
  const messages = await heir.inhouse.messages.list(threadId);
  expect(messages.data.map((message) => message.content[0])).toMatchObject([
    { text: "The heir's answer." },
    { text: "Hi" },
  ]);
});

it("gives an abandoned run to one of two that find it at once", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  const owner = startEngine([hang()], { ...both, clock });
  const { id } = await owner.start();
  await quiet();
  owner.kill();
  const heirs = [1, 2].map(() => startEngine(() => hang(), { ...both, clock }));
  for (const heir of heirs) {
    // Both have decided to take it up before either has.
    heir.storage.fate = async (): Promise<CommitFate> => {
      await quiet(200);
      return "fine";
    };
  }
  await clock.advance(30_000);
  expect(heirs.flatMap(({ model }) => model.calls)).toHaveLength(1);
  expect(heirs.map(({ storage }) => storage.commits.length > 0)).toEqual([true, true]);
  for (const { inhouse } of heirs) {
    await inhouse.runs.cancel(id).catch(() => undefined);
    await clock.advance(10_000);
    expect(await expectSound(inhouse, id)).toMatchObject({ status: "cancelled" });
  }
});

it("does not let an owner that lost a run end it under its heir", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const ownersClock = new VirtualClock();
  const clock = new VirtualClock();
  const owner = startEngine(["Too late."], { ...both, clock: ownersClock });
  let goOn = (): void => undefined;
  const paused = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  owner.storage.fate = async ({ number }): Promise<CommitFate> => {
    if (number > 3) await paused;
    return "fine";
  };
  const { id } = await owner.start();
  await eventually(() => owner.storage.commits.length === 4);
  const heir = startEngine([["Half", hang()]], { ...both, clock });
  await clock.advance(17_000);
  goOn();
  await quiet();
  expect((await heir.inhouse.runs.retrieve(id)).status).toBe("in_progress");
  await heir.inhouse.runs.cancel(id);
  expect(await expectSound(owner.inhouse, id)).toMatchObject({ status: "cancelled" });
});

it("leaves nothing of an answer behind that its owner did not live to end", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  const owner = startEngine([[text("Half"), hang()]], { ...both, clock });
  const { id, threadId } = await owner.start();
  // It renews its lease twice in the middle of the answer.
  await clock.advance(11_000);
  owner.kill();
  const heir = startEngine(["Whole."], { ...both, clock });
  await clock.advance(20_000);
  expect(await expectSound(heir.inhouse, id)).toMatchObject({ status: "completed" });
  const messages = await heir.inhouse.messages.list(threadId, { runId: id });
  expect(messages.data).toMatchObject([{ content: [{ text: "Whole." }] }]);
});

it("keeps a run as long as its lease is renewed, however long it takes", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  const owner = startEngine([[text("Slow"), hang()]], { ...both, clock });
  const { id } = await owner.start({ expiresInMs: 10_000_000 });
  const other = startEngine(() => "Stolen.", { ...both, clock });
  await clock.advance(1_000_000);
  expect(other.model.calls).toHaveLength(0);
  expect((await other.inhouse.runs.retrieve(id)).status).toBe("in_progress");
  await other.inhouse.runs.cancel(id);
  // The owner hears of it with its next renewal.
  await clock.advance(5_000);
  expect(await expectSound(other.inhouse, id)).toMatchObject({ status: "cancelled" });
});

it("tells of a cancellation that its owner did not live to tell of", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  const owner = startEngine([[text("Slow"), hang()]], { ...both, clock });
  const { id } = await owner.start();
  await quiet();
  owner.kill();
  const other = startEngine([], { ...both, clock });
  expect((await other.inhouse.runs.cancel(id)).status).toBe("cancelling");
  await clock.advance(20_000);
  expect(await expectSound(other.inhouse, id)).toMatchObject({ status: "cancelled" });
  const types = (await other.events(id)).map((event) => event.type);
  expect(types.slice(-2)).toEqual(["thread.run.cancelling", "thread.run.cancelled"]);
});

it("hands its runs back when it is closed, and the next runtime takes them up at once", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  const first = startEngine([[text("Half"), hang()]], { ...both, clock });
  const { id } = await first.start();
  await quiet();
  const closing = first.inhouse.close({ drainMs: 1_000 });
  await clock.advance(1_000);
  await closing;
  const second = startEngine(["Whole."], { ...both, clock });
  await clock.advance(0);
  expect((await second.inhouse.runs.retrieve(id)).status).toBe("queued");
  await clock.advance(3_000);
  expect(await expectSound(second.inhouse, id)).toMatchObject({ status: "completed" });
});

it("executes a waiting run though hundreds of others wait for a turn that never comes", async () => {
  const both = { inner: memoryStorage(), shared: true, settings };
  const clock = new VirtualClock();
  const owner = startEngine(() => hang(), { ...both, clock });
  const first = await owner.start({ expiresInMs: 10_000_000 });
  for (let i = 0; i < 150; i++) {
    await owner.inhouse.runs.create(first.threadId, {
      assistantId: first.assistantId,
      whenBusy: "queue",
      expiresInMs: 10_000_000,
    });
  }
  await clock.advance(60_000);
  const crashed = startEngine([hang()], { ...both, clock });
  const lost = await crashed.start({ expiresInMs: 10_000_000 });
  await quiet();
  crashed.kill();
  await clock.advance(25_000);
  // Its owner's model is asked for it, as well as for the first one.
  expect(owner.model.calls).toHaveLength(2);
  expect((await owner.inhouse.runs.retrieve(lost.id)).status).toBe("in_progress");
});
