import type { Tool } from "@inhouse/contracts";
import { eventually, expectSound, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Code } from "../test-support/code-tool.ts";
import {
  attempt,
  callsOfRun,
  codeScript,
  codeTool,
  lastText,
  runCode,
  weather,
} from "../test-support/code-tool.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

describe("code that calls tools", () => {
  it("is answered, and its calls stand in the step behind the model's, unseen by the model", async () => {
    const ran = await runCode(async (tools) => {
      const rome = await tools.call("weather", { city: "Rome" });
      const oslo = await tools.call("weather", { city: "Oslo" });
      return `${rome.output} and ${oslo.output}`;
    });
    expect(ran.run.status).toBe("completed");
    expect(ran.said).toBe('It said {"sunny":true,"city":"Rome"} and {"sunny":true,"city":"Oslo"}.');
    const [own, ...others] = await callsOfRun(ran, ran.run.id);
    const made = { type: "function", name: "weather", parentId: own?.id, status: "completed" };
    expect(others).toEqual(
      ["Rome", "Oslo"].map((city) => ({
        ...made,
        id: expect.stringMatching(/^call_/),
        arguments: JSON.stringify({ city }),
        output: JSON.stringify({ sunny: true, city }),
        outputs: [],
        startedAt: expect.any(Number),
        endedAt: expect.any(Number),
      })),
    );
    expect(ran.model.calls[1]?.request.toolResults).toHaveLength(1);
    expect(JSON.stringify(ran.model.calls[1]?.options.prompt)).not.toContain('"weather"');
  });

  it("is told of the functions that answer here, without those that run code", async () => {
    const other = { ...codeTool(async () => ""), name: "other" };
    const functions = other.functions({ type: "function" });
    const tools = [
      weather,
      {
        ...other,
        functions: () => [{ ...functions[0], name: "other", description: "", parameters: {} }],
      },
    ];
    const engine = startEngine(codeScript, {
      tools: [
        codeTool(
          async ({ list }) =>
            list()
              .map((one) => one.name)
              .join(),
          {},
        ),
        ...tools,
      ],
      definitions: [
        ...["code", "weather", "other"].map(
          (name) => ({ type: "function", function: { name } }) as const,
        ),
        externalTool("elsewhere"),
      ],
    });
    const { id, threadId } = await engine.start();
    await engine.inhouse.runs.wait(id);
    await expectSound(engine.inhouse, id);
    expect(await lastText(engine, threadId)).toBe("It said weather.");
  });

  it("hears of a tool that fails as of a result", async () => {
    const bad = anyTool("bad", () => Promise.reject(new TypeError("No.")));
    const slow = anyTool("slow", () => new Promise(() => undefined), { timeoutMs: 1_000 });
    const ran = await runCode(
      async (tools) => {
        const told = [await tools.call("bad", {}), await tools.call("slow", {})];
        return told.map(({ output, isError }) => `${isError}: ${output}`).join("; ");
      },
      [bad, slow],
    );
    expect(ran.said).toMatch(/true: TypeError: No\.; true: The tool did not answer within 1 s/);
  });

  it("has time that stands still while it waits for others", async () => {
    const slow = anyTool("slow", (_, { signal }) => {
      return new Promise((resolve) => {
        const cancel = ran.clock.setTimer(60_000, () => resolve("slow"));
        signal.addEventListener("abort", cancel);
      });
    });
    const code: Code = async (tools) => {
      await Promise.all([tools.call("slow", {}), tools.call("slow", { second: true })]);
      await tools.call("slow", { third: true });
      return "in time";
    };
    const ran = startEngine(codeScript, {
      tools: [codeTool(code, { timeoutMs: 1_000 }), slow],
    });
    const { id, threadId } = await ran.start();
    await ran.clock.until(ran.inhouse.runs.wait(id));
    expect(await lastText(ran, threadId)).toBe("It said in time.");
    const [, first, , third] = await callsOfRun(ran, id);
    expect((third?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(60_000);
  });

  it("still has its own time for all else", async () => {
    const ran = await runCode(
      async (tools) => {
        await tools.call("weather", { city: "Rome" });
        return new Promise(() => undefined);
      },
      [weather],
      { timeoutMs: 1_000 },
    );
    expect(ran.said).toMatch(/within 1 seconds/);
  });

  it("calls several at once, which start in one commit and show their output as their own", async () => {
    const chatty = anyTool("chatty", async (input, { onOutput, toolCallId }) => {
      onOutput({ stream: "stdout", text: `${toolCallId} ` });
      return input;
    });
    const engine = startEngine(codeScript, {
      tools: [
        codeTool(async (tools, { onOutput }) => {
          onOutput({ stream: "stdout", text: "code " });
          await Promise.all([1, 2, 3].map((n) => tools.call("chatty", { n })));
          return "done";
        }),
        chatty,
      ],
    });
    const { id } = await engine.start();
    const events = await watchRun(engine.inhouse, id);
    await expectSound(engine.inhouse, id);
    const calls = await callsOfRun(engine, id);
    const shown = events.flatMap(({ type, data }) =>
      type === "thread.run.step.delta" && data.type === "tool_call_progress"
        ? [[data.index, data.text]]
        : [],
    );
    const own = calls.slice(1).map((call, index) => [index + 1, `${call.id} `]);
    expect(shown).toEqual([[0, "code "], ...own]);
    // Thread and assistant, claim, answer, starts, outcomes (at most one each), the code's, the last answer.
    expect(engine.storage.commits.length).toBeLessThanOrEqual(2 + 2 + 1 + 3 + 1 + 1);
  });

  it("gives each call a key of its own", async () => {
    const keys: string[] = [];
    const key = anyTool("key", (_, { idempotencyKey }) => void keys.push(idempotencyKey));
    await runCode(
      async (tools, { idempotencyKey }) => {
        keys.push(idempotencyKey);
        await tools.call("key", {});
        await tools.call("key", {});
        return "";
      },
      [key],
    );
    expect(keys).toEqual([keys[0], `${keys[0]}/1`, `${keys[0]}/2`]);
  });

  it("leaves files that others made for it to the run's message", async () => {
    const draw = {
      ...anyTool("draw", () => ""),
      execute: async (_: unknown, { files }: Parameters<Tool["execute"]>[1]) => {
        const made = { filename: "a.png", mediaType: "image/png", bytes: new Uint8Array([1]) };
        const { id: fileId } = await files.create(made);
        return { output: "drawn", outputs: [{ type: "image", fileId }] } as const;
      },
    };
    const ran = await runCode(async (tools) => (await tools.call("draw", {})).output, [draw]);
    const [last] = (await ran.inhouse.messages.list(ran.run.threadId)).data;
    expect(last?.content).toMatchObject([{ type: "text" }, { type: "image_file" }]);
  });

  it("ends its calls with it, and what it left running has no known outcome", async () => {
    let isStopped = false;
    const slow = anyTool("slow", (_, { signal }) => {
      signal.addEventListener("abort", () => {
        isStopped = true;
      });
      return new Promise(() => undefined);
    });
    let later: Promise<string> = Promise.resolve("");
    const ran = await runCode(
      async (tools) => {
        void attempt(tools.call("slow", {}));
        await eventually(() => tools.list().length > 0);
        await tools.call("weather", { city: "Rome" });
        setTimeout(() => {
          later = attempt(tools.call("weather", { city: "Oslo" }));
        });
        return "over";
      },
      [weather, slow],
    );
    expect(ran.said).toBe("It said over.");
    expect(isStopped).toBe(true);
    const [, ...calls] = await callsOfRun(ran, ran.run.id);
    expect(calls.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "slow unknown",
      "weather completed",
    ]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(await later).toBe("stopped");
  });

  it("gives up one call by its own signal", async () => {
    const slow = anyTool("slow", () => new Promise(() => undefined));
    const ran = await runCode(
      async (tools) => {
        const aborter = new AbortController();
        const call = attempt(tools.call("slow", {}, { signal: aborter.signal }));
        await tools.call("weather", { city: "Rome" });
        aborter.abort();
        return call;
      },
      [weather, slow],
    );
    expect(ran.said).toBe("It said stopped.");
    const [, first] = await callsOfRun(ran, ran.run.id);
    expect(first).toMatchObject({ name: "slow", status: "unknown" });
  });
});

it("stops the calls of code with the run", async () => {
  let isStarted = false;
  let isStopped = false;
  const slow = anyTool("slow", (_, { signal }) => {
    isStarted = true;
    signal.addEventListener("abort", () => {
      isStopped = true;
    });
    return new Promise(() => undefined);
  });
  let heard = "";
  const engine = startEngine(codeScript, {
    tools: [
      codeTool(async (tools) => {
        heard = await attempt(tools.call("slow", {}));
        return heard;
      }),
      slow,
    ],
  });
  const { id } = await engine.start();
  await eventually(() => isStarted);
  await engine.inhouse.runs.cancel(id);
  await engine.clock.until(engine.inhouse.runs.wait(id, { until: "end" }));
  expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "cancelled" });
  expect(isStopped).toBe(true);
  expect(heard).toBe("stopped");
  const calls = await callsOfRun(engine, id);
  expect(calls.map((call) => call.status)).toEqual(["unknown", "unknown"]);
});
