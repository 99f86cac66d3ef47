import type { CrashPolicy, Tool } from "@inhouse/contracts";
import type { Turn, TurnRequest } from "@inhouse/model-scripted";
import { text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { CommitFate } from "@inhouse/testing";
import { eventually, expectSound, quiet, VirtualClock, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine, EngineOptions } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

/** Calls both tools at once, then tells what it heard. */
function script({ toolResults }: TurnRequest): Turn {
  if (toolResults.length === 0) return [text("Both."), toolCall("quick"), toolCall("slow")];
  return toolResults.map((result) => `${result.toolName}: ${result.text}; `).join("");
}

interface Crash extends Engine {
  readonly runId: string;
  /** The idempotency keys of the calls that were run, by tool and in order. */
  readonly ran: { readonly quick: string[]; readonly slow: string[] };
}

/** A process dies while `slow` runs, `quick` being done; another one takes the run over. */
async function crash(afterCrash: CrashPolicy): Promise<Crash> {
  const ran = { quick: [] as string[], slow: [] as string[] };
  const both: EngineOptions = {
    inner: memoryStorage(),
    shared: true,
    clock: new VirtualClock(),
  };
  const tools = (isDying: boolean): readonly Tool[] => [
    anyTool("quick", (_, { idempotencyKey }) => {
      ran.quick.push(idempotencyKey);
      return "done";
    }),
    anyTool(
      "slow",
      (_, { idempotencyKey }) => {
        ran.slow.push(idempotencyKey);
        return isDying ? new Promise(() => undefined) : "done again";
      },
      { afterCrash },
    ),
  ];
  const first = startEngine(script, { ...both, tools: tools(true) });
  const { id } = await first.start();
  // The claim, the answer, and what came out of the quick call.
  await eventually(() => first.storage.commits.length === 5);
  await quiet();
  first.kill();
  const heir = startEngine(script, { ...both, tools: tools(false) });
  await heir.clock.until(heir.inhouse.runs.wait(id));
  return { ...heir, runId: id, ran };
}

async function answer({ inhouse, runId }: Crash): Promise<string> {
  const run = await expectSound(inhouse, runId);
  expect(run).toMatchObject({ status: "completed", lastError: null });
  const [last] = (await inhouse.messages.list(run.threadId)).data;
  return JSON.stringify(last?.content);
}

describe("a call whose process died while it ran", () => {
  it("is run again with the same key if its tool says so, and only that call", async () => {
    const after = await crash("retry");
    expect(await answer(after)).toContain("quick: done; slow: done again");
    expect(after.ran.quick).toHaveLength(1);
    expect(after.ran.slow).toHaveLength(2);
    expect(new Set(after.ran.slow).size).toBe(1);
    expect(after.ran.slow[0]).not.toBe(after.ran.quick[0]);
  });

  it("is told to the model as unknown if its tool says nothing", async () => {
    const after = await crash("report");
    expect(await answer(after)).toMatch(/quick: done; slow: .*unknown/);
    expect(after.ran).toMatchObject({ quick: [expect.any(String)], slow: [expect.any(String)] });
    const steps = await after.inhouse.runs.steps.list(after.runId, { order: "asc" });
    expect(steps.data[1]).toMatchObject({
      stepDetails: { toolCalls: [{ status: "completed" }, { status: "unknown" }] },
    });
  });

  it("is asked about if its tool says so, and run again when that is allowed", async () => {
    const after = await crash("ask");
    const { inhouse, runId, ran, clock } = after;
    const { status, requiredAction } = await inhouse.runs.retrieve(runId);
    expect(status).toBe("requires_action");
    expect(requiredAction).toMatchObject({
      type: "approve_tool_calls",
      toolCalls: [],
      approvals: [{ toolCall: { name: "slow" } }],
    });
    expect(ran.slow).toHaveLength(1);
    const approvals = (requiredAction?.approvals ?? []).map(({ toolCall: call, inputHash }) => ({
      toolCallId: call.id,
      inputHash,
      approved: true,
    }));
    await inhouse.runs.submitToolOutputs(runId, { approvals });
    await clock.until(inhouse.runs.wait(runId));
    expect(await answer(after)).toContain("quick: done; slow: done again");
    expect(new Set(ran.slow).size).toBe(1);
    expect(ran.quick).toHaveLength(1);
  });
});

it("runs no call twice and loses no run, wherever the process dies", async () => {
  for (let lastCommit = 3; lastCommit <= 8; lastCommit++) {
    const ran: string[] = [];
    const act = anyTool("quick", (_, { idempotencyKey }) => {
      ran.push(idempotencyKey);
      return "done";
    });
    const both: EngineOptions = {
      inner: memoryStorage(),
      shared: true,
      clock: new VirtualClock(),
      tools: [act],
    };
    const talk = ({ toolResults }: TurnRequest): Turn =>
      toolResults.length === 0 ? [toolCall("quick"), toolCall("quick")] : "Done.";
    const first = startEngine(talk, both);
    // What comes behind this commit never reaches the store.
    first.storage.fate = ({ number }) => {
      if (number > lastCommit) first.kill();
      return "fine";
    };
    const { id } = await first.start();
    await quiet();
    first.kill();
    const heir = startEngine(talk, both);
    await heir.clock.advance(20_000);
    const run = await expectSound(heir.inhouse, id);
    expect(run.status, `after commit ${lastCommit}`).toBe("completed");
    expect(new Set(ran).size, `after commit ${lastCommit}`).toBe(ran.length);
  }
});

it("hands a call back that it stopped when it closed, so that its tool's policy decides", async () => {
  let runs = 0;
  const slow = anyTool("quick", () => (++runs === 1 ? new Promise(() => undefined) : "second"), {
    afterCrash: "retry",
  });
  const talk = ({ toolResults }: TurnRequest): Turn =>
    toolResults[0] === undefined ? toolCall("quick") : `It said ${toolResults[0].text}.`;
  const both: EngineOptions = { inner: memoryStorage(), clock: new VirtualClock(), tools: [slow] };
  const first = startEngine(talk, both);
  const { id, threadId } = await first.start();
  await eventually(() => runs === 1);
  await quiet();
  const closing = first.inhouse.close({ drainMs: 0 });
  await first.clock.advance(1);
  await closing;
  const second = startEngine(talk, both);
  await second.clock.advance(5_000);
  expect(await expectSound(second.inhouse, id)).toMatchObject({ status: "completed" });
  const [last] = (await second.inhouse.messages.list(threadId)).data;
  expect(last?.content).toMatchObject([{ text: "It said second." }]);
});

describe("a tool that misbehaves", () => {
  it.each<readonly [string, Partial<Tool>, RegExp]>([
    ["throws", { execute: () => Promise.reject(new TypeError("No.")) }, /TypeError: No\./],
    [
      "hangs",
      { execute: () => new Promise(() => undefined), timeoutMs: 1_000 },
      /within 1 seconds/,
    ],
    ["returns nonsense", { execute: async () => undefined as never }, /./],
  ])("and %s is told to the model, and fails no run", async (_, misbehaviour, told) => {
    const tool: Tool = { ...anyTool("quick", () => ""), ...misbehaviour };
    const { inhouse, start, clock, model } = startEngine(
      ({ toolResults }) =>
        toolResults.length === 0 ? [toolCall("quick"), toolCall("quick")] : "I see.",
      { tools: [tool] },
    );
    const { id } = await start();
    await clock.until(inhouse.runs.wait(id));
    expect(await expectSound(inhouse, id)).toMatchObject({ status: "completed" });
    expect(model.calls[1]?.request.toolResults[1]?.text).toMatch(told);
  });
});

it("tells readers of arguments that were repaired", async () => {
  const { inhouse, start } = startEngine(
    ({ toolResults }) => (toolResults.length === 0 ? toolCall("ask", "{'a': [1, 2,]}") : "Done."),
    { definitions: [externalTool("ask")] },
  );
  const { id } = await start();
  await watchRun(inhouse, id);
  const { requiredAction } = await inhouse.runs.retrieve(id);
  const [call] = requiredAction?.toolCalls ?? [];
  expect(JSON.parse(call?.arguments ?? "")).toEqual({ a: [1, 2] });
  await inhouse.runs.submitToolOutputs(id, {
    toolOutputs: [{ toolCallId: call?.id ?? "", output: "ok" }],
  });
  await inhouse.runs.wait(id);
  await expectSound(inhouse, id);
});

it("stops a tool whose run cannot be written any more", async () => {
  let isStopped = false;
  const slow = anyTool("slow", (_, { signal }) => {
    signal.addEventListener("abort", () => {
      isStopped = true;
    });
    return new Promise(() => undefined);
  });
  const quick = anyTool("quick", () => "done");
  const { inhouse, start, storage, clock } = startEngine(script, { tools: [quick, slow] });
  storage.fate = ({ number }) => (number > 4 && number < 20 ? "lost" : "fine");
  const { id } = await start();
  await clock.until(inhouse.runs.wait(id));
  expect(isStopped).toBe(true);
  const run = await expectSound(inhouse, id);
  expect(["failed", "completed"]).toContain(run.status);
});

it("hands back calls of an answer that came in with the end of the process, not started", async () => {
  let ran = 0;
  const act = anyTool("quick", () => {
    ran++;
    return "ok";
  });
  const talk = ({ toolResults }: TurnRequest): Turn =>
    toolResults.length === 0 ? toolCall("quick") : "Done.";
  const both: EngineOptions = { inner: memoryStorage(), clock: new VirtualClock(), tools: [act] };
  const first = startEngine(talk, both);
  let closing: Promise<void> = Promise.resolve();
  first.storage.fate = async ({ number, writes }): Promise<CommitFate> => {
    if (number !== 4 || writes.length === 0) return "fine";
    closing = first.inhouse.close({ drainMs: 0 });
    await first.clock.advance(1);
    return "conflict";
  };
  const { id } = await first.start();
  await eventually(() => first.storage.commits.length > 4);
  await first.clock.until(closing);
  expect(ran).toBe(0);
  const second = startEngine(talk, both);
  await second.clock.advance(5_000);
  expect(await expectSound(second.inhouse, id)).toMatchObject({ status: "completed" });
  expect(ran).toBe(1);
  const steps = await second.inhouse.runs.steps.list(id, { order: "asc" });
  expect(steps.data[0]).toMatchObject({ stepDetails: { toolCalls: [{ status: "completed" }] } });
});

it("shows output of a tool while it runs, and none behind its end", async () => {
  let showLater = (): void => undefined;
  const chatty = anyTool("quick", (_, { onOutput }) => {
    onOutput({ stream: "stdout", text: "one " });
    onOutput({ stream: "stdout", text: "two " });
    onOutput({ stream: "stderr", text: "oh" });
    showLater = () => onOutput({ stream: "stdout", text: "too late" });
    return "ok";
  });
  const { inhouse, start, events } = startEngine(
    ({ toolResults }) => {
      showLater();
      return toolResults.length === 0 ? toolCall("quick") : "Done.";
    },
    { tools: [chatty] },
  );
  const { id } = await start();
  await inhouse.runs.wait(id);
  showLater();
  await expectSound(inhouse, id);
  const shown = (await events(id)).flatMap((event) =>
    event.type === "thread.run.step.delta" && event.data.type === "tool_call_progress"
      ? [`${event.data.stream}: ${event.data.text}`]
      : [],
  );
  expect(shown).toEqual(["stdout: one ", "stdout: two ", "stderr: oh"]);
});
