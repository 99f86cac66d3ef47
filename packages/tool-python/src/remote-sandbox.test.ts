import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeInterpreter } from "./code-interpreter.ts";
import { codeInterpreter } from "./code-interpreter.ts";
import type { RemoteRun, RemoteSandbox, RemoteSession } from "./remote/remote-sandbox.ts";
import { HttpSandbox } from "./test-support/http-sandbox.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { TestThread } from "./test-support/test-thread.ts";

describe("a sandbox in another process, over HTTP,", () => {
  const entry = fileURLToPath(new URL("test-support/http-sandbox-server.ts", import.meta.url));
  const server = spawn(process.execPath, [entry], { stdio: ["pipe", "pipe", "inherit"] });
  const clock = new ManualClock();
  let tool: CodeInterpreter;
  let thread: TestThread;

  beforeAll(async () => {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    tool = codeInterpreter({
      mode: new HttpSandbox(`http://127.0.0.1:${String(port).trim()}`),
      limits: { printedBytes: 1000, wallTimeMs: 300, outputFileBytes: 1000 },
      clock,
    });
    thread = new TestThread(tool, "remote");
  });

  afterAll(async () => {
    await tool.close();
    server.stdin.end();
    await once(server, "exit");
  });

  test("keeps variables, takes files in and gives files back", async () => {
    thread.add("sales.csv", "a,b\n1,2");
    const first = await thread.run(
      "rows = open('/inputs/sales.csv').read()\nopen('out.txt', 'w').write(rows)\nprint('done')\nrows",
    );
    expect(first.output).toContain("stdout:\ndone\n\nvalue:\n'a,b\\n1,2'");
    expect(first.output).toContain("saved file: /outputs/out.txt (text/plain, 7 bytes)");
    expect([...thread.created.values()].map(({ bytes }) => String(Buffer.from(bytes)))).toEqual([
      "a,b\n1,2",
    ]);
    thread.files.length = 0;
    expect((await thread.run("import os\nlen(rows), os.listdir('/inputs')")).output).toBe(
      "value:\n(7, [])",
    );
  });

  test("tells errors with their line and type", async () => {
    expect((await thread.run("x = 1\n1/0")).output).toMatch(
      /^error: PythonError \(line 2\): ZeroDivisionError: division by zero\nTraceback/,
    );
    expect((await thread.run("print(")).output).toContain("session: untouched.");
    expect((await thread.run("import numpy")).output).toContain("error: PackageNotAvailable");
  });

  test("streams what is printed, and is interrupted when its time is over", async () => {
    thread.onOutput = () => clock.advance(300);
    const { output } = await thread.run("kept = 5\nprint('running')\nwhile True: pass");
    thread.onOutput = () => {};
    // The time is over when the text has come, which may be before its line has ended.
    expect(output).toMatch(/error: Timeout \(line [23]\): The code was stopped/);
    expect(output).toContain("how: interrupted");
    expect((await thread.run("kept")).output).toBe("value:\n5");
  });

  test("is stopped when it prints more than it may", async () => {
    thread.chunks.length = 0;
    const { output } = await thread.run("while True: print('x' * 99)");
    expect(output).toContain("error: OutputLimit");
    expect(thread.chunks.map(({ text }) => text).join("")).toHaveLength(1000);
    expect((await thread.run("kept")).output).toBe("value:\n5");
  });

  test("that is gone is a lost session, and one that opens none is a HostFailure", async () => {
    const broken = await thread.run("import os\nos.abort()");
    expect(broken.output).toContain("error: SessionLost");
    expect(broken.output).toContain("session: lost.");
    expect((await thread.run("'kept' in globals()")).output).toContain("value:\nFalse");
    await using nowhere = codeInterpreter({ mode: new HttpSandbox("http://127.0.0.1:1") });
    await nowhere.warmUp();
    expect((await new TestThread(nowhere, "t").run("1")).output).toMatch(/^error: HostFailure: /);
  });
});

describe("a sandbox that was taken over", () => {
  const run = async (answer: (request: RemoteRun) => unknown): Promise<string> => {
    const session: RemoteSession = {
      writeFile: async () => {},
      removeFile: async () => {},
      run: async (request) => answer(request) as never,
      close: () => new Promise(() => {}),
    };
    const sandbox: RemoteSandbox = { open: async () => session };
    const clock = new ManualClock();
    const tool = codeInterpreter({
      mode: sandbox,
      clock,
      limits: { valueChars: 10, printedBytes: 100, outputFiles: 1, outputFileBytes: 10 },
    });
    const thread = new TestThread(tool, "hostile");
    const { output } = await thread.run("1");
    expect(thread.chunks.map(({ text }) => text).join("").length).toBeLessThanOrEqual(100);
    expect(output.isWellFormed()).toBe(true);
    expect(output).not.toContain("\0");
    // It does not let go of its session either.
    let closed = false;
    const closing = tool.close().then(() => {
      closed = true;
    });
    while (!closed) {
      clock.advance(10_000);
      await new Promise(setImmediate);
    }
    await closing;
    return output;
  };

  test.each([null, undefined, 7, [], "text", { value: {}, error: 1, files: {} }])(
    "and answers %j is cut down to nothing",
    async (answer) => {
      expect(await run(() => answer)).toMatch(/^\(no output\)/);
    },
  );

  test("and sends too much is cut down to what a call may bring back", async () => {
    const files = [
      { path: "../../\0etc/passwd", bytes: new Uint8Array(5) },
      { path: "large", bytes: new Uint8Array(11) },
      { path: "more", bytes: new Uint8Array(1) },
      { path: 5, bytes: new Uint8Array(1) },
      { path: "text", bytes: "text" },
    ];
    const error = { name: "E\0".repeat(1000), message: "m".repeat(1e6), traceback: 5, line: "x" };
    const output = await run((request) => {
      request.onOutput({ stream: "else" as "stdout", text: "\0\ud800".repeat(500) });
      request.onOutput({ stream: "stdout", text: "after the limit" });
      request.onOutput(null as never);
      return { value: "v".repeat(1e6), error, files };
    });
    expect(output).toMatch(/value:\nv{8}\n\[… 1 characters left out …\]\nv{2}\n/);
    expect(output).toContain("saved file: ../../␀etc/passwd");
    expect(output).toContain("not saved: large, larger than 10 bytes");
    expect(output).toContain("not saved: more, too many");
    expect(output.length).toBeLessThan(10_000);
  });

  test("and throws loses its session, with a reason of bounded length", async () => {
    const output = await run(() => {
      throw new Error("x".repeat(1e6));
    });
    expect(output).toContain("error: SessionLost");
    expect(output.length).toBeLessThan(2000);
  });
});

test("switched off, the tool refuses every call and says who can change that", async () => {
  const tool = codeInterpreter({ mode: "off" });
  await tool.warmUp();
  const { output, isError } = await new TestThread(tool, "t").run("1");
  expect(isError).toBe(true);
  expect(output).toMatch(/^error: SwitchedOff: Code execution is switched off/);
  expect(output).toContain("codeInterpreter({ mode: 'worker' })");
  expect(tool.functions({ type: "code_interpreter" })[0]?.description).toContain("Switched off");
  await tool.close();
});
