import type { Tool, ToolCall, ToolContext, ToolFiles, ToolResult } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { adapterTool } from "../test-support/world.ts";
import { noTools } from "./no-tools.ts";
import type { RunToolCallOptions } from "./run-tool-call.ts";
import { runToolCall } from "./run-tool-call.ts";

const call: ToolCall = {
  id: "call_1",
  type: "t",
  name: "t_function",
  arguments: '{"a":1}',
  status: "started",
  output: null,
  outputs: [],
  startedAt: 1,
  endedAt: null,
};

/** Timers that fire when the test says so. */
function manualClock() {
  const timers = new Set<() => void>();
  return {
    clock: {
      now: () => 7,
      setTimer(_: number, callback: () => void) {
        timers.add(callback);
        return () => timers.delete(callback);
      },
    },
    fire: () => {
      for (const timer of timers) timer();
    },
    pending: () => timers.size,
  };
}

function run(
  execute: Tool["execute"],
  more: Partial<RunToolCallOptions> = {},
  onOutput: ToolContext["onOutput"] = () => undefined,
): ReturnType<typeof runToolCall> {
  const tool = adapterTool("t", { execute });
  const [described] = tool.functions({ type: "t" });
  if (described === undefined) throw new Error("The tool has a function");
  const binding = {
    function: described,
    definition: { type: "t" },
    tool,
    needsApproval: async () => false,
  };
  const context = {
    tenant: "default",
    threadId: "thread_1",
    runId: "run_1",
    toolCallId: call.id,
    idempotencyKey: "run_1:call_1",
    startedAt: 0,
    tools: noTools,
    toolResources: {},
    files: {} as ToolFiles,
    onOutput,
  };
  const { clock } = manualClock();
  const signal = new AbortController().signal;
  return runToolCall(call, binding, {
    clock,
    signal,
    timeoutMs: 5_000,
    outputCharacters: 100,
    context,
    ...more,
  });
}

const returning = (result: unknown) => run(async () => result as ToolResult);

describe("a tool call", () => {
  it("is completed with what the tool returns", async () => {
    const outputs = [
      { type: "logs", logs: "l".repeat(200) },
      { type: "image", fileId: "file_1" },
      { type: "data", data: [{ constructor: null }] },
    ];
    const outcome = await returning({ output: "3", outputs, imageFileIds: ["file_1"] });
    const { call: ended, imageFileIds } = outcome;
    expect(ended).toMatchObject({ id: call.id, status: "completed", output: "3", endedAt: 7 });
    expect(imageFileIds).toEqual(["file_1"]);
    expect(ended.outputs).toEqual([
      {
        type: "logs",
        logs: expect.stringContaining("[100 characters of this output are left out here]"),
      },
      outputs[1],
      outputs[2],
    ]);
  });

  it("is given the arguments, its own key and a signal", async () => {
    const outcome = await run(async ({ name, input, definition }, context) => ({
      output: JSON.stringify([
        name,
        input,
        definition,
        context.idempotencyKey,
        context.signal.aborted,
      ]),
    }));
    expect(outcome.call.output).toBe('["t_function",{"a":1},{"type":"t"},"run_1:call_1",false]');
  });

  it("is shortened in the middle when its output is huge, never within a character", async () => {
    const { call: ended } = await returning({ output: "😀".repeat(100_001) });
    expect(ended.output?.length).toBeLessThan(200);
    expect(ended.output).toMatch(/^\[1999\d\d characters of this output are left out here\]$/m);
    expect(ended.output?.isWellFormed()).toBe(true);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  it.each([
    ["an error", new RangeError("too far"), "RangeError: too far"],
    ["a string", "no such city", "The tool failed: no such city"],
    ["an object", { code: 5 }, 'The tool failed: {"code":5}'],
    ["nothing", undefined, "The tool failed: it did not say why"],
    ["null", null, "The tool failed: null"],
    ["a cycle", cyclic, "The tool failed with an error that cannot be shown."],
    ["an object without a prototype", Object.create(null), "The tool failed: {}"],
    ["a symbol", Symbol("s"), "The tool failed: Symbol(s)"],
  ])("fails, and tells the model why, when the tool throws %s", async (_, thrown, output) => {
    for (const execute of [
      () => {
        throw thrown;
      },
      async () => {
        throw thrown;
      },
    ]) {
      const { call: ended } = await run(execute);
      expect(ended).toMatchObject({ status: "failed", output, endedAt: 7 });
    }
  });

  it.each([
    [undefined, "The tool ran, but its output must be a string, but it is missing."],
    ["3", "The tool ran, but its output must be a string, but it is missing."],
    [{ output: 3 }, "The tool ran, but its output must be a string, but it is 3."],
    [
      { output: "3", outputs: [{ type: "data", data: 10n }] },
      "The tool ran, but what it shows beside its output cannot be kept. Its output was: 3",
    ],
    [
      { output: "3", outputs: [{ type: "video" }] },
      "The tool ran, but what it shows beside its output cannot be kept. Its output was: 3",
    ],
    [
      { output: "3", imageFileIds: [null] },
      "The tool ran, but its images are no ids of files. Its output was: 3",
    ],
  ])("fails when the tool returns what is no result, %#", async (result, output) => {
    const { call: ended } = await returning(result);
    expect(ended).toMatchObject({ status: "failed", output, outputs: [] });
  });

  it("fails when its time is up, though the tool ignores its signal", async () => {
    const { clock, fire, pending } = manualClock();
    let aborted: AbortSignal | undefined;
    const running = run(
      (_, { signal }) => {
        aborted = signal;
        return new Promise(() => undefined);
      },
      { clock },
    );
    fire();
    const { call: ended } = await running;
    expect(ended).toMatchObject({
      status: "failed",
      output:
        "The tool did not answer within 5 seconds and was stopped. Whether it took effect is unknown.",
    });
    expect(aborted?.aborted).toBe(true);
    expect(pending()).toBe(0);
  });

  it("is unknown when the run is stopped, and what the tool does then is not looked at", async () => {
    const stop = new AbortController();
    const shown: string[] = [];
    const afterwards = Promise.withResolvers<void>();
    const running = run(
      async (_, { onOutput, signal }) => {
        onOutput({ stream: "stdout", text: "before" });
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        setTimeout(() => {
          onOutput({ stream: "stdout", text: "after" });
          afterwards.resolve();
        });
        throw new Error("stopped");
      },
      { signal: stop.signal },
      ({ text }) => shown.push(text),
    );
    stop.abort();
    const { call: ended } = await running;
    await afterwards.promise;
    expect(ended).toMatchObject({
      status: "unknown",
      output: "The run was stopped while the tool ran. Whether it took effect is unknown.",
    });
    expect(shown).toEqual(["before"]);
  });

  it("is not started when the run is stopped already", async () => {
    let started = false;
    const { call: ended } = await run(
      async () => {
        started = true;
        return { output: "" };
      },
      { signal: AbortSignal.abort() },
    );
    expect(started).toBe(false);
    expect(ended).toMatchObject({
      status: "failed",
      output: "The run was stopped before the tool was started. It took no effect.",
    });
  });

  it("shows only text while it runs", async () => {
    const shown: unknown[] = [];
    await run(
      async (_, { onOutput }) => {
        for (const chunk of [
          undefined,
          {},
          { text: 5 },
          { text: "a" },
          { stream: "stderr", text: "b" },
        ]) {
          onOutput(chunk as never);
        }
        return { output: "" };
      },
      {},
      (chunk) => shown.push(chunk),
    );
    expect(shown).toEqual([
      { stream: "stdout", text: "a" },
      { stream: "stderr", text: "b" },
    ]);
  });
});
