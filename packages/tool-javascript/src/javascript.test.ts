import { setImmediate } from "node:timers/promises";
import type { JsonValue, ToolCaller, ToolResult } from "@inhouse/contracts";
import { InvalidInputError, ToolCallError } from "@inhouse/contracts";
import { afterAll, describe, expect, test } from "vitest";
import { javascript } from "./javascript.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { runTool } from "./test-support/tool-run.ts";

const endless = "console.log('running'); while (true) {}";
const stubborn = `const a = new Float64Array(1e6).map((_, i) => -i);
console.log('running'); for (;;) a.toSorted()`;

type Answer = (input: JsonValue, signal: AbortSignal | undefined) => Promise<ToolResult>;

const callerOf = (tools: Readonly<Record<string, Answer>>): ToolCaller => ({
  list: () => Object.keys(tools).map((name) => ({ name, description: "", parameters: {} })),
  call: (name, input, options) => tools[name]?.(input, options?.signal) as Promise<ToolResult>,
});

const json = async (value: unknown): Promise<ToolResult> => ({ output: JSON.stringify(value) });

describe("the other tools", () => {
  const clock = new ManualClock();
  const limits = {
    hostCalls: 4,
    callInputChars: 100,
    callResultChars: 50_000,
    wallTimeMs: 1000,
    waitTimeMs: 20_000,
  };
  const tool = javascript({ maxWorkers: 1, clock, limits });
  afterAll(() => tool.close());

  test("may be narrowed to some of them", async () => {
    await using narrow = javascript({ callable: ["one"] });
    const tools = callerOf({ one: json, two: json });
    const { output } = await runTool(narrow, "[Object.keys(tools), await tools.two()]", { tools });
    expect(output).toContain("no function 'two' that the code may call. There are: one.");
  });

  test("are called at once, and what they return stays with the code", async () => {
    let running = 0;
    const { promise: both, resolve } = Promise.withResolvers<void>();
    const tools = callerOf({
      rows: async () => {
        running += 1;
        if (running === 2) resolve();
        await both;
        return json(Array.from({ length: 1000 }, (_, id) => ({ id, text: "secret of a row" })));
      },
    });
    const code = `const [a, b] = await Promise.all([tools.rows({}), tools.call("rows", {})]);
a.concat(b).filter(({ id }) => id === 7).map(({ id }) => id)`;
    expect(await runTool(tool, code, { tools })).toEqual({
      output: "value:\n[7,7]",
      outputs: [{ type: "logs", logs: "[7,7]" }],
    });
  });

  test("answer with text where it is no JSON, and with what they are given", async () => {
    const tools = callerOf({
      say: async (input) => ({ output: String(input) }),
      echo: json,
    });
    const code = `[await tools.say("{text"), await tools.say("007"), await tools.echo({ a: [1, "ü"] }), await tools.echo()]`;
    const { output } = await runTool(tool, code, { tools });
    expect(output).toBe('value:\n["{text","007",{"a":[1,"ü"]},{}]');
  });

  test("throw where they fail, which code may catch", async () => {
    const tools = callerOf({
      bad: async () => ({ output: "no such city", isError: true }),
      refused: () => Promise.reject(new ToolCallError("refused", "needs_approval", "Ask first.")),
      broken: () => Promise.reject(new Error("password at /etc/secret")),
    });
    const code = `const said = [];
for (const name of ["bad", "refused", "broken", "missing"]) {
  try { await tools[name]({}) } catch (error) { said.push([error instanceof Error, error.name, error.tool, error.message]) }
}
said`;
    const { output } = await runTool(tool, code, { tools });
    expect(JSON.parse(output.slice("value:\n".length))).toEqual([
      [true, "ToolError", "bad", "no such city"],
      [true, "ToolError", "refused", "Ask first."],
      [true, "ToolError", "broken", "The function failed."],
      [
        true,
        "ToolError",
        "missing",
        "There is no function 'missing' that the code may call. There are: bad, refused, broken.",
      ],
    ]);
  });

  test("are named in an error that nobody caught, with the line of the call", async () => {
    const tools = callerOf({ bad: async () => ({ output: "no such city", isError: true }) });
    const { output, isError } = await runTool(tool, "const x = 1;\nawait tools.bad({ x })", {
      tools,
    });
    expect(isError).toBe(true);
    expect(output).toMatch(
      /^error: HostToolError \(line 2, column \d+\): bad: no such city\n {4}at <eval> \(code\.js:2:\d+\)\nhint: /,
    );
  });

  test.each([
    ["more calls than it may make", "for (let i = 0; i < 5; i++) await tools.echo(i)", "4 calls"],
    ["longer arguments than it may give", "await tools.echo('x'.repeat(99))", "longer than 100"],
    ["arguments that are no JSON", "await tools.echo(() => 1)", "must be a value that JSON"],
    ["arguments with a loop", "const a = []; a[0] = a; await tools.echo(a)", "circular"],
  ])("are not called with %s", async (_title, code, message) => {
    const tools = callerOf({ echo: json });
    const { output, isError } = await runTool(tool, code, { tools });
    expect(isError).toBe(true);
    expect(output).toContain(message);
  });

  test("that answer more than they may are an error of that call", async () => {
    const tools = callerOf({ long: async () => ({ output: "x".repeat(60_000) }) });
    const { output } = await runTool(tool, "await tools.long()", { tools });
    expect(output).toContain("HostToolError (line 1, column 12): long: The result is 60002");
  });

  test("take time that is not the code's, up to a bound, and are told to stop at its end", async () => {
    const waiting = async (): Promise<void> => {
      while (!clock.hasTimerIn(limits.waitTimeMs)) await setImmediate();
    };
    const stopped = Promise.withResolvers<void>();
    const tools = callerOf({
      slow: async () => {
        await waiting();
        clock.advance(limits.waitTimeMs - 1);
        return { output: "slow" };
      },
      endless: async (_input, signal) => {
        signal?.addEventListener("abort", () => stopped.resolve());
        await waiting();
        clock.advance(limits.waitTimeMs);
        return new Promise(() => {});
      },
    });
    expect((await runTool(tool, "await tools.slow()", { tools })).output).toBe("value:\nslow");
    const { output } = await runTool(tool, "await tools.endless()", { tools });
    await stopped.promise;
    expect(output).toContain("The code was stopped because it waited 20 s for functions");
  });

  test("are never outrun by a timer, so that the same answers lead to the same end", async () => {
    const tools = callerOf({
      slow: async () => {
        for (let turn = 0; turn < 20; turn += 1) await new Promise((r) => setTimeout(r, 1));
        return { output: "the answer" };
      },
    });
    const code = `await Promise.race([tools.slow(), new Promise((r) => setTimeout(r, 1, "the timer"))])`;
    expect((await runTool(tool, code, { tools })).output).toBe("value:\nthe answer");
  });
});

describe("a call", () => {
  const clock = new ManualClock();
  const limits = { wallTimeMs: 1000, graceMs: 500 };
  const tool = javascript({ maxWorkers: 1, clock, limits });
  afterAll(() => tool.close());

  test("shows what it prints while it runs, and ends when the run is cancelled", async () => {
    const controller = new AbortController();
    const onOutput = (): void => controller.abort(new Error("cancelled by the reader"));
    await expect(runTool(tool, endless, { signal: controller.signal, onOutput })).rejects.toThrow(
      "cancelled by the reader",
    );
    expect((await runTool(tool, "1 + 1")).output).toBe("value:\n2");
  });

  test("that does not heed its end loses its thread, and the next one has another", async () => {
    const onOutput = (): void => {
      clock.advance(1000);
      clock.advance(500);
    };
    const { output } = await runTool(tool, stubborn, { onOutput });
    expect(output).toContain("The code was ended by force: it ran for 1 s");
    expect((await runTool(tool, "1 + 1")).output).toBe("value:\n2");
  });

  test("does not start when it was cancelled before", async () => {
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(runTool(tool, "1", { signal })).rejects.toThrow("too late");
  });

  test("waits for its turn, and gives up waiting when it is cancelled", async () => {
    const controller = new AbortController();
    const waiting: Promise<unknown>[] = [];
    const onOutput = (): void => {
      waiting.push(
        expect(runTool(tool, "1", { signal: controller.signal })).rejects.toThrow("not any more"),
        runTool(tool, "'third'"),
      );
      controller.abort(new Error("not any more"));
      clock.advance(1000);
    };
    expect((await runTool(tool, endless, { onOutput })).output).toContain("Timeout");
    expect((await Promise.all(waiting))[1]).toMatchObject({ output: "value:\nthird" });
  });

  test("does the same again for the same key, and another thing for another", async () => {
    const code = "[Math.random(), Date.now(), crypto.randomUUID()]";
    const [first, second] = [await runTool(tool, code), await runTool(tool, code)];
    expect(second).toEqual(first);
    const other = await runTool(tool, code, { idempotencyKey: "another" });
    expect(other.output).not.toBe(first.output);
  });

  test("keeps the order of what is printed, and tells the streams apart", async () => {
    const chunks: string[] = [];
    const code =
      "console.log('one'); console.error('two'); console.log('%s is %d', 'three', 3, {})";
    const result = await runTool(tool, code, { onOutput: ({ text }) => chunks.push(text) });
    expect(chunks.join("")).toBe("one\ntwo\nthree is 3 {}\n");
    expect(result).toEqual({
      output: "stdout:\none\nthree is 3 {}\n\nstderr:\ntwo",
      outputs: [{ type: "logs", logs: "one\ntwo\nthree is 3 {}" }],
    });
  });

  test.each([
    [undefined, "The code must be a string"],
    ["1".repeat(300_000), "The code is 300000 characters long, and may be 262144"],
  ])("with code that is none is refused", async (code, message) => {
    const { output, isError } = await runTool(tool, code);
    expect(isError).toBe(true);
    expect(output).toContain(`error: InvalidInput: ${message}`);
  });

  test("whose listener throws rejects with that, and costs nothing else", async () => {
    const onOutput = (): void => {
      throw new Error("the listener broke");
    };
    await expect(runTool(tool, "console.log(1)", { onOutput })).rejects.toThrow("listener broke");
    expect((await runTool(tool, "2")).output).toBe("value:\n2");
  });
});

test.each([
  [{ maxWorkers: 0 }, "maxWorkers"],
  [{ limits: { memoryBytes: 1 } }, "limits.memoryBytes"],
  [{ limits: { wallTimeMs: Number.NaN } }, "limits.wallTimeMs"],
  [{ engine: "v8" as never }, "engine"],
  [{ engine: "quickjs-emscripten", limits: { memoryBytes: 5e6 } } as const, "limits.memoryBytes"],
])("the options %j are refused", (options, param) => {
  expect(() => javascript(options)).toThrow(
    expect.objectContaining({ constructor: InvalidInputError, param }),
  );
});
