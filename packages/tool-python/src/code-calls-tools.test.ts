import type { JsonValue, ToolFunction, ToolResult } from "@inhouse/contracts";
import { InvalidInputError, ToolCallError } from "@inhouse/contracts";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { TestThread } from "./test-support/test-thread.ts";

type Answer = (input: JsonValue, signal: AbortSignal) => ToolResult | Promise<ToolResult>;

const described = (name: string): ToolFunction => {
  return { name, description: `Does ${name}.`, parameters: { type: "object" } };
};

/** The other tools of the run, of which `answers` says what each gives. */
function otherTools(answers: Readonly<Record<string, Answer>>): TestThread["tools"] {
  return {
    list: () => Object.keys(answers).map(described),
    async call(name, input, options = {}) {
      const signal = options.signal ?? new AbortController().signal;
      const answer = answers[name];
      if (answer === undefined) throw new ToolCallError(name, "unknown_tool", `No '${name}'.`);
      return answer(input, signal);
    },
  };
}

const echo: Answer = (input) => ({ output: JSON.stringify(input) });

describe.each(["worker", "process"] as const)("in the mode %s, code that calls tools", (mode) => {
  const clock = new ManualClock();
  const tool = codeInterpreter({
    mode,
    // Its time would run while that of the code stands still.
    keepSpare: false,
    limits: { wallTimeMs: 300, graceMs: 200 },
    clock,
  });
  const thread = new TestThread(tool, "caller");
  afterAll(() => tool.close());
  beforeEach(() => {
    thread.tools = otherTools({ echo, "with-dash": echo, text: () => ({ output: "12345" }) });
  });

  const valueOfCode = async (code: string): Promise<string> => {
    const { output } = await thread.run(code);
    return output.replace(/^value:\n/, "").replace(/\n\nnote: This is a new .*$/, "");
  };

  test.each([
    [
      "by its name",
      "tools.echo(city='Röm 🏛', days=[1, None])",
      "{'city': 'Röm 🏛', 'days': [1, None]}",
    ],
    ["with a dict", "tools.echo({'a': 1}, b=2.5)", "{'a': 1, 'b': 2.5}"],
    ["whose name is none in Python", "tools.call('with-dash', a=True)", "{'a': True}"],
    ["from an import", "from tools import echo, call\necho(a=1), call('echo')", "({'a': 1}, {})"],
    ["that gives text, which stays text", "tools.text()", "'12345'"],
    ["in a loop", "[tools.echo(n=n)['n'] for n in range(30)] == list(range(30))", "True"],
    [
      "of its class",
      "tools.available.__doc__[:13], type(tools).__name__",
      "('The functions', 'Tools')",
    ],
  ])("calls one %s", async (_, code, value) => {
    expect(await valueOfCode(`import tools\n${code}`)).toBe(value);
  });

  test("lists them with their parameters", async () => {
    const listed = await valueOfCode("import tools\ntools.available()[1], dir(tools)[-2:]");
    const dash =
      "{'name': 'with-dash', 'description': 'Does with-dash.', 'parameters': {'type': 'object'}}";
    expect(listed).toBe(`(${dash}, ['text', 'with-dash'])`);
  });

  test("calls several at once and goes on as each answers", async () => {
    const waiting: (() => void)[] = [];
    thread.tools = otherTools({
      slow: (input) =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ output: JSON.stringify(input) }));
          // The last is answered first.
          if (waiting.length < 3) return;
          setImmediate(() => {
            for (const answer of waiting.toReversed()) answer();
          });
        }),
    });
    const code = `import asyncio, tools
order = []
async def one(n):
    result = await tools.call_async("slow", n=n)
    order.append(result["n"])
    return n
await asyncio.gather(one(1), one(2), one(3)), order`;
    expect(await valueOfCode(code)).toBe("([1, 2, 3], [3, 2, 1])");
  });

  test("may sleep, give up, and call meanwhile", async () => {
    let isAborted = false;
    thread.tools = otherTools({
      echo,
      stopped: () => ({ output: String(isAborted) }),
      never: (_, signal) =>
        new Promise(() => {
          signal.addEventListener("abort", () => {
            isAborted = true;
          });
        }),
    });
    const code = `import asyncio, tools
never = asyncio.create_task(tools.call_async("never"))
await asyncio.sleep(0.01)
seen = tools.echo(a=1)
try:
    await asyncio.wait_for(never, 0.01)
except TimeoutError:
    seen["late"] = True
seen, await tools.call_async("echo", b=2), tools.stopped()`;
    expect(await valueOfCode(code)).toBe("({'a': 1, 'late': True}, {'b': 2}, 'true')");
  });

  test("leaves no call behind that it awaited nowhere", async () => {
    const aborted: unknown[] = [];
    thread.tools = otherTools({
      never: (_, signal) =>
        new Promise(() => signal.addEventListener("abort", () => aborted.push(signal.reason))),
    });
    await valueOfCode(`import asyncio, tools
for number in range(3):
    asyncio.create_task(tools.call_async("never", n=number))
await asyncio.sleep(0.01)`);
    expect(aborted).toHaveLength(3);
  });

  test("hears of a failure as an exception, which it may catch", async () => {
    thread.tools = otherTools({ bad: () => ({ output: "It rains.", isError: true }) });
    const caught = `import tools
try:
    tools.bad()
except tools.ToolError as error:
    print(error, error.tool)`;
    expect(await valueOfCode(caught)).toBe("stdout:\nIt rains. bad");
    const { output, isError } = await thread.run("tools.bad()");
    expect(isError).toBe(true);
    expect(output).toMatch(/error: HostToolError \(line 1\): ToolError: It rains\./);
    expect(output).toContain("\ntool: bad\n");
    expect(output).not.toContain("<sandbox>");
  });

  test("hears nothing of an error that was not meant for it", async () => {
    const { output } = await thread.run("import tools\ntools.echo()");
    expect(output).not.toContain("error");
    thread.tools = otherTools({
      odd: () => {
        throw new InvalidInputError({ param: "secret", expected: "a key", received: "another" });
      },
    });
    const told = (await thread.run("import tools\ntools.odd()")).output;
    expect(told).toContain("The call of 'odd' failed.");
    expect(told).not.toContain("secret");
  });

  test.each([
    ["is not there", "tools.nothing()", "No 'nothing'."],
    ["has no possible name", "tools.call('a b')", "There is no tool 'a b'."],
    ["has no name", "tools.call('')", "There is no tool ''."],
    ["takes no such value", "tools.echo(a=float('nan'))", "not JSON compliant"],
    ["takes no object", "tools.echo(a=object())", "not JSON serializable"],
    ["takes no list", "tools.echo([1])", "by name, or as one dict"],
    [
      "takes no such amount",
      "tools.echo(a='x' * 3_000_000)",
      "The arguments of 'echo' are too long.",
    ],
  ])("is told that a tool %s", async (_, code, message) => {
    expect((await thread.run(`import tools\n${code}`)).output).toContain(message);
  });

  test("takes a long answer whole", async () => {
    thread.tools = otherTools({ long: () => ({ output: "é".repeat(1_000_000) }) });
    expect(await valueOfCode("import tools\nanswer = tools.long()\nlen(answer), set(answer)")).toBe(
      "(1000000, {'é'})",
    );
  });

  test("has time that stands still while it waits for a tool", async () => {
    thread.tools = otherTools({
      slow: async () => {
        while (clock.timers > 0) await new Promise((resolve) => setImmediate(resolve));
        clock.advance(10_000);
        return { output: "slow" };
      },
    });
    expect(await valueOfCode("import tools\ntools.slow() + tools.slow()")).toBe("'slowslow'");
  });

  test("is interrupted while it waits, when the run is cancelled, and goes on living", async () => {
    const cancel = new AbortController();
    let isAborted = false;
    thread.tools = otherTools({
      echo,
      never: (_, signal) =>
        new Promise(() => {
          signal.addEventListener("abort", () => {
            isAborted = true;
          });
          cancel.abort();
        }),
    });
    await thread.run("import tools\nkept = 7\ntools.never()", cancel.signal).catch(() => undefined);
    expect(isAborted).toBe(true);
    expect(await valueOfCode("kept, tools.echo(a=1)")).toBe("(7, {'a': 1})");
  });

  test("never gets an answer that an earlier call of the model waited for", async () => {
    let answerLate = (): void => undefined;
    thread.tools = otherTools({
      late: () =>
        new Promise((resolve) => {
          answerLate = () => resolve({ output: "too late" });
        }),
    });
    await thread.run(`import asyncio, tools
task = tools.call_async("late")
try:
    await asyncio.wait_for(task, 0.01)
except TimeoutError:
    pass`);
    answerLate();
    thread.tools = otherTools({ echo });
    expect(await valueOfCode("[tools.echo(n=n)['n'] for n in range(3)]")).toBe("[0, 1, 2]");
  });

  test.each([
    ["an unfinished line", "b'C 1 echo'"],
    ["another word", "b'X 1 echo\\n{}'"],
    ["no number", "b'C x echo\\n{}'"],
    ["a long name", "b'C 1 ' + b'e' * 65 + b'\\n{}'"],
    ["nothing", "b'\\n'"],
  ])("is refused %s on the wire", async (_, bytes) => {
    const code = `import os\nos.write(os.open('/dev/tools', os.O_RDWR), ${bytes})`;
    expect((await thread.run(code)).output).toContain("Invalid argument");
  });

  test("hurts only itself with calls of its own making", async () => {
    const code = `import os, tools
wire = os.open('/dev/tools', os.O_RDWR)
for _ in range(2):
    os.write(wire, b'C 7 echo\\nnot json')
os.write(wire, b'W 5\\n')
heard = os.read(wire, 500)
empty = [os.write(wire, b'W 0.001\\n') and os.read(wire, 500)[:0] for _ in range(3)]
os.closerange(3, 100)
heard, tools.echo(a=1)`;
    expect(await valueOfCode(code)).toMatch(/are not valid JSON\.", \{'a': 1\}\)$/);
    const flood = `import os
wire = os.open('/dev/tools', os.O_RDWR)
for n in range(1000):
    os.write(wire, b'C 1 echo\\n{}')`;
    expect((await thread.run(flood)).output).toMatch(/BlockingIOError|Resource temporarily/);
    expect(await valueOfCode("tools.echo(a=1)")).toBe("{'a': 1}");
  });
});

test("code in a process of its own calls tools, several at once, and is interrupted while it waits", async () => {
  await using apart = codeInterpreter({ mode: "process" });
  const thread = new TestThread(apart, "apart");
  const cancel = new AbortController();
  thread.tools = otherTools({
    echo,
    long: () => ({ output: "é".repeat(300_000) }),
    never: () => {
      cancel.abort();
      return new Promise(() => {});
    },
  });
  const code = `import asyncio, tools
kept = [tools.echo(n=n)["n"] for n in range(3)]
both = await asyncio.gather(tools.call_async("echo", n=4), tools.call_async("long"))
kept, both[0], len(both[1])`;
  expect((await thread.run(code)).output).toContain("([0, 1, 2], {'n': 4}, 300000)");
  await thread.run("tools.never()", cancel.signal).catch(() => undefined);
  expect((await thread.run("kept, tools.echo(a=1)")).output).toContain("([0, 1, 2], {'a': 1})");
});

test("code may be kept from some tools, or from all", async () => {
  await using some = codeInterpreter({ callable: ["echo"] });
  const thread = new TestThread(some, "some");
  thread.tools = otherTools({ echo, secret: echo });
  const code = "import tools\n[one['name'] for one in tools.available()], tools.secret()";
  expect((await thread.run(code)).output).toContain("The tools are: echo.");
  expect(codeInterpreter({}).callsTools).toEqual({ maxCalls: 200 });
  const none = codeInterpreter({ limits: { toolCalls: 0 } });
  expect(none.callsTools).toBeUndefined();
  expect(none.functions({ type: "code_interpreter" })[0]?.description).not.toContain("tools");
});
