import { RuntimeClosedError } from "@inhouse/contracts";
import { delay, hang, text } from "@inhouse/model-scripted";
import { expect, it } from "vitest";
import { adapterTool, populate, testRuntime, waitingTurn } from "../test-support/world.ts";

const closed = new RuntimeClosedError();
const thread = { messages: [{ content: "Hi" }] };

it("answers every call after the end with the same error", async () => {
  const { inhouse } = testRuntime([]);
  await inhouse.close();
  const { assistants, threads, messages, runs, files } = inhouse;
  const calls: readonly Promise<unknown>[] = [
    assistants.create({ model: "demo" }),
    assistants.retrieve("asst_1"),
    assistants.list(),
    assistants.update("asst_1", {}),
    assistants.delete("asst_1"),
    threads.create(),
    threads.retrieve("thread_1"),
    threads.list(),
    threads.update("thread_1", {}),
    threads.delete("thread_1"),
    messages.create("thread_1", { content: "Hi" }),
    messages.retrieve("msg_1"),
    messages.list("thread_1"),
    messages.update("msg_1", { metadata: {} }),
    messages.delete("msg_1"),
    runs.create("thread_1", { assistantId: "asst_1" }),
    runs.createThreadAndRun({ assistantId: "asst_1" }),
    runs.retrieve("run_1"),
    runs.list("thread_1"),
    runs.update("run_1", { metadata: {} }),
    runs.cancel("run_1"),
    runs.submitToolOutputs("run_1", {}),
    runs.wait("run_1"),
    runs.stream("run_1").next(),
    runs.steps.list("run_1"),
    runs.steps.retrieve("step_1"),
    files.create({ filename: "a", content: "a" }),
    files.retrieve("file_1"),
    files.list(),
    files.content("file_1"),
    files.delete("file_1"),
    inhouse.forTenant("other").assistants.list(),
  ];
  const outcomes = await Promise.allSettled(calls);
  expect(outcomes).toEqual(calls.map(() => ({ status: "rejected", reason: closed })));
});

it("closes once, however often it is asked to", async () => {
  let closings = 0;
  const tool = adapterTool("t", {
    close: async () => {
      closings++;
    },
  });
  {
    await using runtime = testRuntime([], { tools: [tool] }).inhouse;
    await Promise.all([runtime.close(), runtime.close({ drainMs: 1 })]);
  }
  expect(closings).toBe(1);
});

it("ends the waits of those whose run does not end", async () => {
  const { inhouse } = testRuntime([waitingTurn]);
  const { runId } = await populate(inhouse);
  const wait = expect(inhouse.runs.wait(runId, { until: "end" })).rejects.toEqual(closed);
  const events = inhouse.runs.stream(runId, { until: "end", after: 1 });
  const reading = expect(
    (async () => {
      for await (const _ of events);
    })(),
  ).rejects.toEqual(closed);
  await inhouse.close();
  await Promise.all([wait, reading]);
});

it("lets a run come to its end, and its waiters hear of it", async () => {
  const { inhouse } = testRuntime([[text("One."), delay(20), text("Two.")]]);
  const { id } = await inhouse.assistants.create({ model: "demo" });
  const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread });
  const waiting = inhouse.runs.wait(run.id);
  const events = inhouse.runs.stream(run.id);
  await events.next();
  const closing = inhouse.close();
  await expect(waiting).resolves.toMatchObject({ status: "completed" });
  await closing;
  await expect(events.next()).rejects.toEqual(closed);
});

it("hands a run back whose model hangs", async () => {
  const { inhouse, faults } = testRuntime([[text("One."), hang()]]);
  const { id } = await inhouse.assistants.create({ model: "demo" });
  const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread });
  const waiting = expect(inhouse.runs.wait(run.id)).rejects.toEqual(closed);
  await inhouse.close({ drainMs: 0 });
  await waiting;
  expect(faults).toEqual([]);
});

it("closes the storage and the other tools when a tool cannot be closed", async () => {
  const closings: string[] = [];
  const failing = (type: string) =>
    adapterTool(type, {
      close: async () => {
        closings.push(type);
        throw new Error(`${type} cannot be closed`);
      },
    });
  const { inhouse, storage } = testRuntime([], { tools: [failing("a"), failing("b")] });
  await expect(inhouse.close()).rejects.toThrow(AggregateError);
  expect(closings).toEqual(["a", "b"]);
  await expect(storage.get("default", "thread", "x")).rejects.toThrow("closed");
});

it("bears a listener that fails itself", async () => {
  const tool = adapterTool("t", {
    forgetThread: async () => {
      throw new Error("cannot forget");
    },
  });
  const heard: unknown[] = [];
  const { inhouse } = testRuntime([], {
    tools: [tool],
    onError: (error) => {
      heard.push(error);
      throw new Error("the listener fails too");
    },
  });
  const { id } = await inhouse.threads.create();
  await inhouse.threads.delete(id);
  expect(heard).toEqual([new Error("cannot forget")]);
  await inhouse.close();
});
