import type { Run, Tool } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { expectSound, quiet, VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { answerAll } from "../test-support/answer-all.ts";
import { askingCode } from "../test-support/asking-code.ts";
import type { Code } from "../test-support/code-tool.ts";
import { attempt, codeScript, codeTool, lastText } from "../test-support/code-tool.ts";
import type { Engine, EngineOptions } from "../test-support/engine.ts";
import { startEngine } from "../test-support/engine.ts";

describe("a call of code that needs approval, where the code keeps what it changes as it was", () => {
  const { code, look, pay, paid, looked, reset } = askingCode();

  /** A session: what code leaves behind is there for the next code. */
  const session = { count: 0, putBacks: 0 };
  const counting =
    (putBack: (before: number) => Promise<boolean>): Code =>
    async (tools, context) => {
      const before = session.count;
      tools.allowRepeat?.(async () => {
        session.putBacks++;
        return putBack(before);
      });
      session.count++;
      return `${session.count}, ${await code(tools, context)}`;
    };
  const restore = async (before: number): Promise<boolean> => {
    await quiet();
    session.count = before;
    return true;
  };

  async function untilAnswered(own: Code, others: readonly Tool[] = [look, pay]) {
    Object.assign(session, { count: 0, putBacks: 0 });
    reset();
    const engine = startEngine(codeScript, { tools: [codeTool(own), ...others] });
    const run = await engine.start();
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    const asked = await engine.inhouse.runs.retrieve(run.id);
    if (asked.status !== "requires_action") return { engine, run, asked, atWord: session.count };
    const atWord = session.count;
    await answerAll(engine, run, 2);
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    return { engine, run, asked, atWord };
  }

  it("is put before a person when all is put back, and the code runs again from there", async () => {
    const { engine, run, asked, atWord } = await untilAnswered(counting(restore));
    expect(asked.requiredAction?.approvals).toHaveLength(2);
    expect([atWord, session]).toEqual([0, { count: 1, putBacks: 1 }]);
    expect(await expectSound(engine.inhouse, run.id)).toMatchObject({ status: "completed" });
    expect(await lastText(engine, run.threadId)).toBe("It said 1, looked 1 times, paid, paid.");
    expect([looked(), paid]).toEqual([1, [{ sum: 1 }, { sum: 2 }]]);
  });

  it.each([
    ["fails", () => Promise.reject(new Error("The disk is full."))],
    ["never ends", () => new Promise<boolean>(() => undefined)],
  ])("is put before a person also if putting back %s", async (_title, putBack) => {
    const { engine, run, atWord } = await untilAnswered(counting(putBack));
    expect(atWord).toBe(1);
    expect(await lastText(engine, run.threadId)).toBe("It said 2, looked 1 times, paid, paid.");
  });

  it("does not keep a run from being cancelled while it is put back", async () => {
    const begun = Promise.withResolvers<void>();
    const never = (): Promise<boolean> => {
      begun.resolve();
      return new Promise(() => undefined);
    };
    const engine = startEngine(codeScript, { tools: [codeTool(counting(never)), look, pay] });
    const run = await engine.start();
    await engine.clock.until(begun.promise);
    const before = engine.clock.now();
    await engine.inhouse.runs.cancel(run.id);
    await engine.clock.until(engine.inhouse.runs.wait(run.id));
    expect(await expectSound(engine.inhouse, run.id)).toMatchObject({ status: "cancelled" });
    expect(engine.clock.now() - before).toBeLessThan(10_000);
  });

  it("comes to nothing if the code had ended by then, and what it said stands", async () => {
    const ended: Code = async (tools, context) => {
      const over = new Promise((resolve) => context.signal.addEventListener("abort", resolve));
      tools.allowRepeat?.(async () => false);
      void attempt(tools.call("pay", { sum: 1 }));
      await over;
      return "all that it has to say";
    };
    const { engine, run } = await untilAnswered(ended);
    expect(await expectSound(engine.inhouse, run.id)).toMatchObject({ status: "completed" });
    expect(await lastText(engine, run.threadId)).toBe("It said all that it has to say.");
    expect(paid).toEqual([]);
  });

  it("fails if it said that it had ended, and does not end", async () => {
    const liar: Code = async (tools) => {
      tools.allowRepeat?.(async () => false);
      void attempt(tools.call("pay", { sum: 1 }));
      return new Promise<string>(() => undefined);
    };
    const { engine, run } = await untilAnswered(liar);
    expect(await expectSound(engine.inhouse, run.id)).toMatchObject({ status: "completed" });
    expect(await lastText(engine, run.threadId)).toMatch(/did not answer within/);
  });

  it("is not offered where no call can need approval", async () => {
    let offered: unknown;
    const asking: Code = async ({ allowRepeat }) => {
      offered = allowRepeat;
      return "nothing";
    };
    await untilAnswered(asking, [look]);
    expect(offered).toBeUndefined();
    await untilAnswered(asking);
    expect(offered).toBeTypeOf("function");
  });

  it.each(["report", "retry"] as const)(
    "is made once at most, wherever the process dies, whose code's policy for that is %s",
    async (afterCrash) => {
      for (let lastCommit = 3; lastCommit <= 20; lastCommit++) {
        paid.length = 0;
        const both: EngineOptions = {
          inner: memoryStorage(),
          shared: true,
          clock: new VirtualClock(),
          tools: [codeTool(counting(restore), { afterCrash }), look, pay],
        };
        const first = startEngine(codeScript, both);
        first.storage.fate = ({ number }) => {
          if (number > lastCommit) first.kill();
          return "fine";
        };
        const run = await first.start();
        await goOn(first, run).catch(() => undefined);
        first.kill();
        const heir = startEngine(codeScript, both);
        await heir.clock.advance(20_000);
        await goOn(heir, run);
        const { status } = await expectSound(heir.inhouse, run.id);
        expect(status, `after commit ${lastCommit}`).toBe("completed");
        expect(new Set(paid.map((one) => JSON.stringify(one))).size).toBe(paid.length);
      }
    },
  );

  /** Says yes to whatever the run asks, until it ends. */
  async function goOn(engine: Engine, run: Run): Promise<void> {
    for (;;) {
      await quiet();
      const { status } = await engine.clock.until(engine.inhouse.runs.wait(run.id));
      if (status !== "requires_action") return;
      await answerAll(engine, run, 9);
    }
  }
});
