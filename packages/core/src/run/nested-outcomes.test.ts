import type { CrashPolicy, Tool } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { eventually, expectSound, quiet, VirtualClock, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { answerAll } from "../test-support/answer-all.ts";
import { askingCode } from "../test-support/asking-code.ts";
import type { Code } from "../test-support/code-tool.ts";
import { attempt, callsOfRun, codeScript, codeTool, lastText } from "../test-support/code-tool.ts";
import type { EngineOptions } from "../test-support/engine.ts";
import { anyTool, startEngine } from "../test-support/engine.ts";

const repeatable = { callsTools: { maxCalls: 5, repeatable: true } } as const;

describe("a call of code that needs approval", () => {
  const { code, look, pay, paid, reset } = askingCode();

  async function untilAsked(more: Partial<Tool>, both: EngineOptions = {}) {
    reset();
    const engine = startEngine(codeScript, { ...both, tools: [codeTool(code, more), look, pay] });
    const run = await engine.start();
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    return { ...engine, run, tools: [codeTool(code, more), look, pay] };
  }

  it("is refused where the code cannot be run again, and the model is advised to call itself", async () => {
    const engine = await untilAsked({});
    expect(await expectSound(engine.inhouse, engine.run.id)).toMatchObject({ status: "completed" });
    const said = await lastText(engine, engine.run.threadId);
    expect(said).toBe("It said looked 1 times, needs_approval, needs_approval.");
    expect(paid).toEqual([]);
  });

  it("is put before a person with those made at once, while nothing is held", async () => {
    const engine = await untilAsked(repeatable);
    const waiting = await engine.inhouse.runs.retrieve(engine.run.id);
    expect(waiting).toMatchObject({ status: "requires_action" });
    const [own, ...calls] = await callsOfRun(engine, engine.run.id);
    expect(own).toMatchObject({ status: "pending", output: null });
    expect(calls.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "look completed",
      "pay awaiting_approval",
      "pay awaiting_approval",
    ]);
    expect(waiting.requiredAction).toMatchObject({
      type: "approve_tool_calls",
      toolCalls: [],
      approvals: [{ toolCall: calls[1] }, { toolCall: calls[2] }],
    });
    const record = await engine.inner.get("default", "run", engine.run.id);
    expect(record?.value).toMatchObject({ leaseExpiresAt: null });
  });

  it("goes on where it was after the word, in another process, and runs nothing twice", async () => {
    const both = { inner: memoryStorage(), shared: true, clock: new VirtualClock() };
    const first = await untilAsked(repeatable, both);
    first.kill();
    const { tools } = first;
    const heir = startEngine(codeScript, { ...both, tools });
    await answerAll(heir, first.run, 1);
    await heir.clock.until(heir.inhouse.runs.wait(first.run.id));
    expect(await expectSound(heir.inhouse, first.run.id)).toMatchObject({ status: "completed" });
    expect(await lastText(heir, first.run.threadId)).toBe(
      "It said looked 1 times, paid, The user did not allow this call. too dear.",
    );
    expect(paid).toEqual([{ sum: 1 }]);
    const calls = await callsOfRun(heir, first.run.id);
    expect(calls.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "code completed",
      "look completed",
      "pay completed",
      "pay denied",
    ]);
  });

  it("is told to readers from its beginning to its end", async () => {
    const engine = await untilAsked(repeatable);
    await answerAll(engine, engine.run, 2);
    const events = await engine.clock.until(watchRun(engine.inhouse, engine.run.id, "end"));
    await expectSound(engine.inhouse, engine.run.id);
    const told = events.flatMap(({ type, data }) =>
      type === "thread.run.step.delta" && data.type === "tool_call_updated"
        ? [`${data.index} ${data.toolCall.status}`]
        : [],
    );
    expect(told).toEqual([
      "1 completed",
      "0 pending",
      "2 awaiting_approval",
      "3 awaiting_approval",
      "2 started",
      "3 started",
      "2 completed",
      "3 completed",
      "0 completed",
    ]);
  });

  it("never runs without a word: a run that is cancelled while it waits ends at once", async () => {
    const engine = await untilAsked(repeatable);
    await engine.inhouse.runs.cancel(engine.run.id);
    expect(await expectSound(engine.inhouse, engine.run.id)).toMatchObject({ status: "cancelled" });
    expect(paid).toEqual([]);
  });

  it("and that the code does not make again comes to nothing", async () => {
    let attempts = 0;
    const fickle: Code = (tools) =>
      ++attempts === 1 ? attempt(tools.call("pay", { sum: 1 })) : Promise.resolve("no need");
    const engine = startEngine(codeScript, { tools: [codeTool(fickle, repeatable), pay] });
    const run = await engine.start();
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    await answerAll(engine, run, 1);
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    await expectSound(engine.inhouse, run.id);
    expect(paid).toEqual([]);
    expect((await callsOfRun(engine, run.id))[1]).toMatchObject({
      status: "failed",
      output: expect.stringContaining("Not run"),
    });
  });

  it("is refused where an answer that the code had is too long to be kept until then", async () => {
    const long = anyTool("look", () => "x".repeat(300_000));
    const engine = startEngine(codeScript, { tools: [codeTool(code, repeatable), long, pay] });
    const run = await engine.start();
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    await expectSound(engine.inhouse, run.id);
    expect(await lastText(engine, run.threadId)).toMatch(/x, needs_approval, needs_approval\.$/);
  });
});

describe("when the process dies while a call of code runs", () => {
  async function crash(outer: CrashPolicy, inner: CrashPolicy, more: Partial<Tool> = {}) {
    const ran: string[] = [];
    const both: EngineOptions = { inner: memoryStorage(), shared: true, clock: new VirtualClock() };
    const tools = (isDying: boolean): readonly Tool[] => [
      codeTool(
        async ({ call }) => {
          const first = await call("quick", {});
          return `${first.output}, then ${(await call("slow", { n: 1 })).output}`;
        },
        { afterCrash: outer, ...more },
      ),
      anyTool("quick", (_, { idempotencyKey }) => {
        ran.push(`quick ${idempotencyKey.slice(-2)}`);
        return "done";
      }),
      anyTool(
        "slow",
        (_, { idempotencyKey }) => {
          ran.push(`slow ${idempotencyKey.slice(-2)}`);
          return isDying ? new Promise(() => undefined) : "done again";
        },
        { afterCrash: inner },
      ),
    ];
    const first = startEngine(codeScript, { ...both, tools: tools(true) });
    const run = await first.start();
    await eventually(() => ran.length === 2);
    await quiet();
    first.kill();
    const heir = startEngine(codeScript, { ...both, tools: tools(false) });
    await heir.clock.until(heir.inhouse.runs.wait(run.id));
    const end = await heir.inhouse.runs.retrieve(run.id);
    if (end.status !== "requires_action") await expectSound(heir.inhouse, run.id);
    return { ...heir, run: end, ran, said: await lastText(heir, run.threadId) };
  }

  it("code that is not run again is told with what it had called, and what came of it", async () => {
    const after = await crash("report", "retry");
    expect(after.run.status).toBe("completed");
    expect(after.ran).toEqual(["quick /1", "slow /2"]);
    expect(after.said).toContain("Whether it took effect is unknown.");
    const calls = await callsOfRun(after, after.run.id);
    expect(calls[0]?.output).toContain(
      '- quick({}): done: done\n- slow({"n":1}): outcome unknown: The code that made this call ended',
    );
    expect(calls.map((call) => call.status)).toEqual(["unknown", "completed", "unknown"]);
  });

  it("code that is run again makes no finished call again, and others under the same key", async () => {
    const after = await crash("retry", "retry");
    expect(after.said).toBe("It said done, then done again.");
    expect(after.ran).toEqual(["quick /1", "slow /2", "slow /2"]);
  });

  it("code that is run again hears that the outcome is unknown where the tool says so", async () => {
    const after = await crash("retry", "report");
    expect(after.said).toMatch(/^It said done, then The process that ran this call stopped/);
    expect(after.ran).toEqual(["quick /1", "slow /2"]);
  });

  it("code that is run again waits for a person where the tool says so", async () => {
    const after = await crash("retry", "ask", repeatable);
    expect(after.run.status).toBe("requires_action");
    await answerAll(after, after.run, 1);
    await after.clock.until(after.inhouse.runs.wait(after.run.id));
    await expectSound(after.inhouse, after.run.id);
    expect(await lastText(after, after.run.threadId)).toBe("It said done, then done again.");
    expect(after.ran).toEqual(["quick /1", "slow /2", "slow /2"]);
  });

  it("code that a person is asked about takes its calls with it", async () => {
    const after = await crash("ask", "retry");
    expect(after.run).toMatchObject({
      status: "requires_action",
      requiredAction: { approvals: [{ toolCall: { name: "code" } }] },
    });
    await answerAll(after, after.run, 0);
    await after.clock.until(after.inhouse.runs.wait(after.run.id));
    await expectSound(after.inhouse, after.run.id);
    const calls = await callsOfRun(after, after.run.id);
    expect(calls.map((call) => call.status)).toEqual(["denied", "completed", "unknown"]);
  });
});

it("loses no run and runs no call twice, wherever the process dies", async () => {
  const code: Code = async ({ call }) => {
    const [a, b] = await Promise.all([call("act", { n: 1 }), call("act", { n: 2 })]);
    return a.output + b.output + (await call("act", { n: 3 })).output;
  };
  for (const afterCrash of ["report", "retry"] as const) {
    for (let lastCommit = 3; lastCommit <= 12; lastCommit++) {
      const ran: string[] = [];
      const act = anyTool("act", (_, { idempotencyKey }) => {
        ran.push(idempotencyKey);
        return "x";
      });
      const both: EngineOptions = {
        inner: memoryStorage(),
        shared: true,
        clock: new VirtualClock(),
        tools: [codeTool(code, { afterCrash }), act],
      };
      const first = startEngine(codeScript, both);
      first.storage.fate = ({ number }) => {
        if (number > lastCommit) first.kill();
        return "fine";
      };
      const { id } = await first.start();
      await quiet();
      first.kill();
      const heir = startEngine(codeScript, both);
      await heir.clock.advance(20_000);
      const run = await expectSound(heir.inhouse, id);
      expect(run.status, `after commit ${lastCommit}`).toBe("completed");
      expect(new Set(ran).size, `after commit ${lastCommit}`).toBe(ran.length);
    }
  }
});
