import { fail, hang, text, toolCall } from "@inhouse/model-scripted";
import { eventually, expectSound, quiet, VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { openConnections } from "../test-support/connections.ts";
import type { EngineOptions } from "../test-support/engine.ts";
import { anyTool, startEngine } from "../test-support/engine.ts";

const settings = { leaseMs: 15_000, modelIdleMs: 10_000_000 };

describe.each([
  ["which thread it was", true],
  ["nothing of what it was", false],
])("where the storage tells of others' commits, and %s", (_, precise) => {
  it("a run hears without any delay that it is to be cancelled from another process", async () => {
    const { connect } = openConnections(precise);
    const clock = new VirtualClock();
    const owner = startEngine([["Half", hang()]], {
      inner: connect(),
      shared: true,
      clock,
      settings,
    });
    const other = startEngine([], { inner: connect(), shared: true, clock, settings });
    const { id } = await owner.start();
    await eventually(() => owner.model.calls.length === 1);
    const before = clock.now();
    await other.inhouse.runs.cancel(id);
    let status = "";
    for (let round = 0; round < 1_000 && status !== "cancelled"; round++) {
      await quiet(1);
      ({ status } = await other.inhouse.runs.retrieve(id));
    }
    expect(status).toBe("cancelled");
    expect(clock.now()).toBe(before);
    await expectSound(other.inhouse, id);
  });

  it("readers and waiters in another process hear of the end without any delay", async () => {
    const { connect } = openConnections(precise);
    const clock = new VirtualClock();
    let goOn = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const act = anyTool("act", async () => {
      await waiting;
      return "ok";
    });
    const script = ({ toolResults }: { toolResults: readonly unknown[] }) =>
      toolResults.length === 0 ? toolCall("act") : "Done.";
    const owner = startEngine(script, {
      inner: connect(),
      shared: true,
      clock,
      settings,
      tools: [act],
    });
    const other = startEngine([], { inner: connect(), shared: true, clock, settings });
    const { id } = await owner.start();
    await quiet();
    const before = clock.now();
    const ended = other.inhouse.runs.wait(id);
    const seen = other.events(id);
    await quiet();
    goOn();
    expect(await ended).toMatchObject({ status: "completed" });
    expect(await seen).toEqual(await owner.events(id));
    expect(clock.now()).toBe(before);
  });
});

describe("where the storage has a clock of its own", () => {
  it("a process whose clock is wrong takes no run from one whose clock is right", async () => {
    const { connect } = openConnections();
    const clock = new VirtualClock();
    const fast = new VirtualClock();
    await fast.advance(120_000);
    const right = (): number => clock.now();
    const owner = startEngine([["Half", hang()]], {
      inner: connect(0, right),
      shared: true,
      clock,
      settings,
    });
    const { id } = await owner.start();
    await eventually(() => owner.model.calls.length === 1);
    // Two minutes ahead of everybody, it would find every lease expired.
    const options: EngineOptions = { inner: connect(-120_000, () => fast.now()), shared: true };
    const other = startEngine([], { ...options, clock: fast, settings });
    for (let i = 0; i < 20; i++) await Promise.all([clock.advance(4_000), fast.advance(4_000)]);
    expect(other.model.calls).toHaveLength(0);
    expect((await other.inhouse.runs.retrieve(id)).status).toBe("in_progress");
    const thread = await other.inhouse.threads.create();
    expect(thread.createdAt).toBe(clock.now());
    expect(await clock.until(owner.inhouse.runs.cancel(id))).toMatchObject({
      status: "cancelling",
    });
  });

  it("calls fail as the storage does while it cannot tell the time, and work as soon as it can", async () => {
    const { connect } = openConnections();
    const clock = new VirtualClock();
    let isDown = true;
    const inner = {
      ...connect(),
      now: async () => {
        if (isDown) throw new Error("The database is down.");
        return clock.now();
      },
    };
    const { inhouse } = startEngine([], { inner, shared: true, clock, settings });
    await expect(inhouse.threads.create()).rejects.toThrow("down");
    isDown = false;
    expect(await inhouse.threads.create()).toMatchObject({ createdAt: clock.now() });
  });
});

describe("a process that ends in order", () => {
  it("stores the step that is under way, and hands the rest back at once", async () => {
    const { connect } = openConnections();
    const clock = new VirtualClock();
    let goOn = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const ran: string[] = [];
    const act = (name: string) =>
      anyTool("act", async () => {
        ran.push(name);
        await waiting;
        return "ok";
      });
    const script = ({ toolResults }: { toolResults: readonly unknown[] }) =>
      toolResults.length === 0 ? [text("Now."), toolCall("act")] : "Done.";
    const first = startEngine(script, {
      inner: connect(),
      shared: true,
      clock,
      settings,
      tools: [act("first")],
    });
    const { id } = await first.start();
    await eventually(() => ran.length === 1);
    const closing = first.inhouse.close({ drainMs: 60_000 });
    await quiet();
    goOn();
    await closing;
    // The outcome is kept, and the model was not asked again here.
    expect(first.model.calls).toHaveLength(1);
    const second = startEngine(script, {
      inner: connect(),
      shared: true,
      clock,
      settings,
      tools: [act("second")],
    });
    expect((await second.inhouse.runs.retrieve(id)).status).toBe("queued");
    await clock.until(second.inhouse.runs.wait(id));
    expect(ran).toEqual(["first"]);
    expect(second.model.calls).toHaveLength(1);
    expect(await expectSound(second.inhouse, id)).toMatchObject({ status: "completed" });
  });

  it("does not wait until a provider that failed may be asked again", async () => {
    const { connect } = openConnections();
    const clock = new VirtualClock();
    const first = startEngine(() => fail({ status: 503, retryAfterMs: 50_000 }), {
      inner: connect(),
      shared: true,
      clock,
      settings,
    });
    const { id } = await first.start();
    await eventually(() => first.model.calls.length === 1);
    await quiet();
    await first.inhouse.close({ drainMs: 60_000 });
    const second = startEngine(["Done."], { inner: connect(), shared: true, clock, settings });
    expect((await second.inhouse.runs.retrieve(id)).status).toBe("queued");
    await clock.until(second.inhouse.runs.wait(id));
    expect(await expectSound(second.inhouse, id)).toMatchObject({ status: "completed" });
  });
});

it("stores whole milliseconds, whatever the clock says", async () => {
  const clock = new VirtualClock(1_700_000_000_000.4);
  const { inhouse } = startEngine([], { inner: openConnections().connect(), clock });
  expect((await inhouse.threads.create()).createdAt).toBe(1_700_000_000_000);
});
