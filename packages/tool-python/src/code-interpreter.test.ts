import { afterAll, describe, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { TestThread } from "./test-support/test-thread.ts";

const MB = 1024 * 1024;
describe.each(["worker", "process"] as const)("in the mode %s,", (mode) => {
  const tool = codeInterpreter({
    mode,
    limits: {
      memoryBytes: 96 * MB,
      diskBytes: 4 * MB,
      inodes: 500,
      printedBytes: 100_000,
      modelChars: 1000,
      valueChars: 200,
      codeChars: 5000,
      // Whether code heeds an interrupt is no question of how busy the machine is.
      graceMs: 20_000,
    },
  });
  const thread = new TestThread(tool, "thread");

  afterAll(() => tool.close());

  describe("a session", () => {
    test("says that it is new at its first call, and keeps what the code defines", async () => {
      const first = await thread.run("x = 20\ndef twice(n): return 2 * n");
      expect(first).toEqual({
        output:
          "(no output)\n\nnote: This is a new Python session: nothing of earlier calls is defined.",
        outputs: [],
      });
      expect(await thread.run("twice(x) + 2")).toEqual({
        output: "value:\n42",
        outputs: [{ type: "logs", logs: "42" }],
      });
    });

    test("runs calls that come at once one after the other", async () => {
      const [, , third] = await Promise.all([
        thread.run("import time\norder = ['first']\ntime.sleep(0.05)\norder.append('slept')"),
        thread.run("order.append('second')"),
        thread.run("order"),
      ]);
      expect(third.output).toBe("value:\n['first', 'slept', 'second']");
    });

    test("belongs to one tenant alone", async () => {
      const other = new TestThread(tool, thread.threadId, "another tenant");
      await thread.run("secret = 'mine'");
      expect((await other.run("secret")).output).toContain("name 'secret' is not defined");
      const random = "import random\nrandom.random(), random.sample(range(10**9), 3)";
      expect((await other.run(random)).output).not.toBe((await thread.run(random)).output);
    });
  });

  describe("output", () => {
    test("reaches readers in the order in which it was printed, and the model by stream", async () => {
      thread.chunks.length = 0;
      const result = await thread.run(
        "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint('three')\nNone",
      );
      expect(thread.chunks.map((chunk) => [chunk.stream, chunk.text.trim()])).toEqual(
        expect.arrayContaining([
          ["stdout", "one"],
          ["stderr", "two"],
        ]),
      );
      expect(thread.chunks.map((chunk) => chunk.text).join("")).toBe("one\ntwo\nthree\n");
      expect(result.output).toBe("stdout:\none\nthree\n\nstderr:\ntwo");
      expect(result.outputs).toEqual([{ type: "logs", logs: "one\ntwo\nthree" }]);
    });

    test("reaches readers while the code still runs, and a cancelled call leaves its variables", async () => {
      const controller = new AbortController();
      thread.onOutput = () => controller.abort(new Error("cancelled by the reader"));
      const call = thread.run("kept = 7\nprint('running')\nwhile True: pass", controller.signal);
      await expect(call).rejects.toThrow("cancelled by the reader");
      thread.onOutput = () => {};
      expect((await thread.run("kept")).output).toBe("value:\n7");
    });

    test("is shortened in the middle for the model", async () => {
      const { output } = await thread.run("print('a' * 2000 + 'end')");
      expect(output).toMatch(/^stdout:\na{750}\n\[… 1004 characters left out …\]\na{246}end$/);
    });

    test("of a loop that never stops printing ends the loop", async () => {
      thread.chunks.length = 0;
      const result = await thread.run("while True: print('x' * 999)");
      expect(result.isError).toBe(true);
      expect(result.output).toContain(
        "error: OutputLimit (line 1): The code printed more than 98 kB",
      );
      expect(thread.chunks.map((chunk) => chunk.text).join("")).toHaveLength(100_000);
      expect((await thread.run("'still here'")).output).toBe("value:\n'still here'");
    });

    test("is text that every database can store", async () => {
      const { output } = await thread.run("print('nul \\0')\n'\\ud800'");
      expect(output.isWellFormed()).toBe(true);
      expect(output).toBe("stdout:\nnul \u2400\n\nvalue:\n'\\ud800'");
    });
  });

  describe("an error", () => {
    test("shows the frames of the code, and not those of the interpreter and its library", async () => {
      const result = await thread.run(
        "import json\ndef parse(text):\n    return json.loads(text)\nparse('{')",
      );
      expect(result.isError).toBe(true);
      expect(result.output).toMatch(/^error: PythonError \(line 3\): JSONDecodeError: Expecting/);
      expect(result.output.match(/File ".*"/g)).toEqual([
        expect.stringMatching(/^File "<cell \d+>"$/),
        expect.stringMatching(/^File "<cell \d+>"$/),
      ]);
      expect(result.output).toContain(
        "session: kept. Variables, imports and files of this session are kept.",
      );
    });

    test("in the syntax says that nothing was run", async () => {
      const { output } = await thread.run("touched = True\nprint(");
      expect(output).toContain("error: SyntaxError (line 2)");
      expect(output).toContain("session: untouched. Nothing of this code was run");
      expect((await thread.run("touched")).output).toContain("NameError");
    });

    test.each([
      ["PackageNotAvailable", "import numpy"],
      ["NetworkDisabled", "import urllib.request\nurllib.request.urlopen('http://127.0.0.1/')"],
      ["NetworkDisabled", "import socket\nsocket.socket()"],
      ["StdinDisabled", "input('name? ')"],
      ["MemoryLimit", "bytearray(200 * 1024 * 1024)"],
      ["FileQuota", "with open('/tmp/big', 'wb') as f:\n  while True: f.write(bytes(65536))"],
      ["FileQuota", "open('/tmp/big2', 'wb').truncate(2**40)"],
      [
        "FileQuota",
        "for n in range(9):\n  with open(f'/tmp/whole{n}', 'wb', buffering=0) as f: f.write(bytes(3_000_000))",
      ],
      [
        "FileQuota",
        "import os\nos.pwrite(os.open('/tmp/big3', os.O_RDWR | os.O_CREAT), b'x', 2**33)",
      ],
      ["FileQuota", "n = 0\nwhile True:\n  n += 1\n  open(f'/tmp/{n}', 'w').close()"],
      ["FileQuota", "n = 0\nwhile True:\n  n += 1\n  os.symlink('x' * 500, f'/tmp/link{n}')"],
      ["PythonError", "def f(n): return f(n + 1)\nf(0)"],
      ["PythonError", "import asyncio\nawait asyncio.Event().wait()"],
      ["PythonError", "raise KeyboardInterrupt('my own')"],
    ])("is a %s after %j, and the session lives on", async (type, code) => {
      const { output, isError } = await thread.run(code);
      expect(isError).toBe(true);
      expect(output).toContain(`error: ${type}`);
      expect(
        (
          await thread.run(
            "import os\nfor name in os.listdir('/tmp'): os.unlink('/tmp/' + name)\n1 + 1",
          )
        ).output,
      ).toBe("value:\n2");
    });

    test("of full memory leaves enough to free some", async () => {
      const { output } = await thread.run("held = []\nwhile True: held.append(bytearray(100_000))");
      expect(output).toContain("error: MemoryLimit (line 2)");
      expect((await thread.run("held = None\n'freed'")).output).toBe("value:\n'freed'");
    });

    test("is made of input that is no code or too long", async () => {
      const call = {
        name: "code_interpreter",
        input: {},
        definition: { type: "code_interpreter" },
      };
      const none = await tool.execute(call, {} as never);
      expect(none).toMatchObject({
        isError: true,
        output: expect.stringContaining("'code' must be"),
      });
      const long = await thread.run("#".repeat(5001));
      expect(long.output).toContain("error: InvalidInput: 'code' must be at most 5000 characters");
    });
  });

  test.each([
    ["awaits at the top level", "import asyncio\nawait asyncio.sleep(0.001, 'slept')", "'slept'"],
    [
      "awaits in its last line what began before",
      "async def work(): return 5\ntask = asyncio.create_task(work())\nawait task",
      "5",
    ],
    [
      "awaits only before its last line",
      "await asyncio.sleep(0)\ntask = asyncio.create_task(work())\nawait task\ntask.result() + 1",
      "6",
    ],
    [
      "has SQLite",
      "import sqlite3\nsqlite3.connect(':memory:').execute('select 6*7').fetchone()",
      "(42,)",
    ],
    [
      "gathers coroutines",
      "async def one(n): return n\nawait asyncio.gather(one(1), one(2))",
      "[1, 2]",
    ],
    [
      "pickles classes of the session",
      "import pickle\nclass A: n = 3\npickle.loads(pickle.dumps(A())).n",
      "3",
    ],
    ["knows dates", "import datetime\ndatetime.date(2024, 2, 29).strftime('%A')", "'Thursday'"],
    [
      "draws random numbers",
      "import random, secrets, uuid\nlen(secrets.token_hex(4)) + len(str(uuid.uuid4()))",
      "44",
    ],
    [
      "reads archives",
      "import io, zipfile\nb = io.BytesIO()\nzipfile.ZipFile(b, 'w').writestr('a', 'x')\nzipfile.ZipFile(b).namelist()",
      "['a']",
    ],
    ["hashes", "import hashlib\nhashlib.sha256(b'').hexdigest()[:8]", "'e3b0c442'"],
  ])("Python %s", async (_title, code, value) => {
    expect((await thread.run(code)).output).toBe(`value:\n${value}`);
  });

  test("sys.exit ends the code and not the session", async () => {
    const { output, isError } = await thread.run("import sys\nsys.exit(3)");
    expect(output).toContain("note: The code ended itself with exit code 3.");
    expect(isError).toBeUndefined();
  });
});
