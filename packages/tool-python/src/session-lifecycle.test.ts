import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { InvalidInputError, RuntimeClosedError } from "@inhouse/contracts";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { TestThread } from "./test-support/test-thread.ts";

const stubborn = `while True:
  try:
    while True: pass
  except BaseException: pass`;

describe.each(["worker", "process"] as const)(
  "in the mode %s, code that runs for too long",
  (mode) => {
    const clock = new ManualClock();
    const tool = codeInterpreter({ mode, limits: { wallTimeMs: 300, graceMs: 200 }, clock });
    const thread = new TestThread(tool, "slow");
    afterAll(() => tool.close());
    beforeEach(() => {
      thread.onOutput = ({ text }) => {
        if (text.includes("running")) clock.advance(300);
      };
    });

    test.each([
      ["a loop", "while True: pass"],
      ["a sleep", "import time\ntime.sleep(1000)"],
      ["an awaited sleep", "import asyncio\nawait asyncio.sleep(1000)"],
      ["a regular expression", "import re\nre.match('(a+)+$', 'a' * 60 + 'b')"],
    ])("is interrupted in %s, and its variables are kept", async (_title, code) => {
      const { output, isError } = await thread.run(`kept = 5\nprint('running')\n${code}`);
      expect(isError).toBe(true);
      expect(output).toMatch(
        /error: Timeout( \(line \d+\))?: The code was stopped because it ran for 0.3 s/,
      );
      expect(output).toContain(
        "session: kept. Variables, imports and files of this session are kept.",
      );
      expect((await thread.run("kept")).output).toBe("value:\n5");
    });

    test("and ends just then loses nothing, though the interrupt comes while its error is told", async () => {
      const code = [
        "kept, told = 6, []",
        "class Slow(Exception):",
        "  def __str__(self):",
        "    if not told: print('running')",
        "    told.append(1)",
        "    for _ in range(200_000): pass",
        "    return 'told'",
        "raise Slow",
      ].join("\n");
      const { output } = await thread.run(code);
      expect(output).toContain("session: kept.");
      expect((await thread.run("kept")).output).toBe("value:\n6");
    });

    test("and does not heed the interrupt is ended, and the model is told what is lost", async () => {
      thread.add("again.csv", "x");
      thread.onOutput = () => {
        clock.advance(300);
        clock.advance(200);
      };
      const { output, isError } = await thread.run(`print()\n${stubborn}`);
      expect(isError).toBe(true);
      expect(output).toContain("error: Timeout: The code was ended by force");
      expect(output).toContain("limitMs: 300\nhow: killed\n");
      expect(output).toContain(
        "session: lost. The interpreter had to be replaced: all variables and imports are lost",
      );
      const next = await thread.run("open('/inputs/again.csv').read(), 'kept' in globals()");
      expect(next.output).toBe(
        `value:
('x', False)

new input file: /inputs/again.csv (text/csv, 1 bytes)
note: This is a new Python session: nothing of earlier calls is defined. The code did not stop when its time was over.`,
      );
    });

    test("is ended when the run is cancelled", async () => {
      const controller = new AbortController();
      thread.onOutput = () => {
        controller.abort(new Error("cancelled"));
        clock.advance(200);
      };
      await expect(thread.run(`print()\n${stubborn}`, controller.signal)).rejects.toThrow(
        "cancelled",
      );
      thread.onOutput = () => {};
    });

    test("does not start when the call was cancelled before", async () => {
      const aborted = AbortSignal.abort(new Error("too late"));
      await expect(thread.run("1", aborted)).rejects.toThrow("too late");
    });
  },
);

describe("sessions", () => {
  const clock = new ManualClock();
  const tool = codeInterpreter({ maxSessions: 1, idleMs: 1000, clock });
  const [one, two] = [new TestThread(tool, "one"), new TestThread(tool, "two")];
  afterAll(() => tool.close());

  test("end when they are not used, and the next call says so", async () => {
    await one.run("x = 1");
    clock.advance(999);
    expect((await one.run("x")).output).toBe("value:\n1");
    clock.advance(1000);
    expect((await one.run("'x' in globals()")).output).toContain(
      "value:\nFalse\n\nnote: This is a new Python session: nothing of earlier calls is defined. The session was ended because it was not used.",
    );
  });

  test("wait for one another when there is no room, and make room when they are idle", async () => {
    const [first, second] = await Promise.all([one.run("1 + 1"), two.run("2 + 2")]);
    expect(first.output).toBe("value:\n2");
    expect(second.output).toContain("value:\n4");
    expect((await one.run("3 + 3")).output).toContain(
      "The session was ended to make room for another one.",
    );
  });

  test("that grew large end earlier, for their memory is not given back before", async () => {
    await one.run("x = bytearray(260 << 20)\ndel x");
    clock.advance(100);
    expect((await one.run("1")).output).toContain("The session was ended because it was not used.");
  });

  test("of a deleted thread are gone without a trace", async () => {
    await one.run("x = 1");
    await tool.forgetThread("tenant", "one");
    expect((await one.run("'x' in globals()")).output).toBe(
      "value:\nFalse\n\nnote: This is a new Python session: nothing of earlier calls is defined.",
    );
  });

  test("end at close, with the calls in them", async () => {
    one.onOutput = () => void tool.close();
    await expect(one.run("print()\nwhile True: pass")).rejects.toThrow(RuntimeClosedError);
    await expect(one.run("1")).rejects.toThrow(RuntimeClosedError);
    await expect(tool.warmUp()).rejects.toThrow(RuntimeClosedError);
    await tool.close();
  });
});

test("a session goes on in a new interpreter after hundreds of calls, so that what one leaves behind does not add up", async () => {
  await using tool = codeInterpreter({ keepSpare: false });
  const thread = new TestThread(tool, "busy");
  const started: unknown[] = [];
  const note = (worker: unknown): void => void started.push(worker);
  // Before the listening: where there is no snapshot yet, a thread makes one first.
  await thread.run("count = 0\nlog = open('/home/user/log', 'w+')");
  process.on("worker", note);
  try {
    for (let call = 2; call <= 500; call++) await thread.run("count += 1\nlog.write('x')");
    expect(started).toHaveLength(0);
    const { output } = await thread.run("count += 1\nlog.seek(0)\n(count, len(log.read()))");
    expect(started).toHaveLength(1);
    expect(output).toBe("value:\n(500, 499)");
  } finally {
    process.off("worker", note);
  }
});

test("a failing start is a HostFailure that the model can read", async () => {
  await using tool = codeInterpreter({ pyodideUrl: "file:///nowhere" });
  const { output, isError } = await new TestThread(tool, "t").run("1");
  expect(isError).toBe(true);
  expect(output).toMatch(/^error: HostFailure: Python could not be started: .*nowhere/);
});

test.each([
  [{ maxSessions: 0 }, "maxSessions"],
  [{ idleMs: 1.5 }, "idleMs"],
  [{ limits: { memoryBytes: 1 } }, "limits.memoryBytes"],
  [{ limits: { wallTimeMs: Number.NaN } }, "limits.wallTimeMs"],
  [{ pyodideUrl: "https://example.com/" }, "pyodideUrl"],
])("the options %j are refused", (options, param) => {
  expect(() => codeInterpreter(options)).toThrow(
    expect.objectContaining({ constructor: InvalidInputError, param }),
  );
});

test("an idle session keeps no process alive", async () => {
  const script = `
    import { codeInterpreter } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const tool = codeInterpreter();
    await tool.warmUp();
    const context = { tenant: "t", threadId: "t", signal: new AbortController().signal,
      onOutput() {}, files: { list: async () => [] }, tools: { list: () => [] } };
    const call = { name: "code_interpreter", input: { code: "6 * 7" }, definition: { type: "code_interpreter" } };
    const { output } = await tool.execute(call, context);
    console.log(output);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", script],
    { timeout: 50_000 },
  );
  expect(stdout).toContain("value:\n42");
});

test.each(["worker", "process"] as const)(
  "in the mode %s, a program that awaits `close` while code runs goes on behind it",
  async (mode) => {
    const script = `
    import { codeInterpreter } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const tool = codeInterpreter({ mode: "${mode}", keepSpare: false });
    const running = Promise.withResolvers();
    const context = { tenant: "t", threadId: "t", signal: new AbortController().signal,
      onOutput: running.resolve, files: { list: async () => [] }, tools: { list: () => [] } };
    const call = { name: "code_interpreter", input: { code: "print(1)\\nwhile True: pass" },
      definition: { type: "code_interpreter" } };
    tool.execute(call, context).catch(() => {});
    await running.promise;
    await tool.close();
    console.log("goes on");`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      script,
    ]);
    expect(stdout).toBe("goes on\n");
  },
);

test("a call that finds too many waiting is refused as Busy, and may be made again", async () => {
  const clock = new ManualClock();
  await using tool = codeInterpreter({ limits: { waitingCalls: 2 }, clock });
  const thread = new TestThread(tool, "busy");
  const calls = await Promise.all(["1", "2", "3", "4"].map((code) => thread.run(code)));
  expect(calls.map(({ output }) => /error: \w+/.exec(output)?.[0])).toEqual([
    undefined,
    undefined,
    undefined,
    "error: Busy",
  ]);
  expect(calls[3]?.output).toContain("retryable: yes\nsession: untouched.");
  expect((await thread.run("5")).output).toBe("value:\n5");
});
