import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { InvalidInputError } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CodeInterpreter } from "./code-interpreter.ts";
import { codeInterpreter } from "./code-interpreter.ts";
import { folderBlobs } from "./test-support/folder-blobs.ts";
import { makeWheel } from "./test-support/make-wheel.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { TestPackageFolder } from "./test-support/package-folder.ts";
import { TestThread } from "./test-support/test-thread.ts";

const key = "a secret of the tests that is long enough";
const resumed =
  "note: This Python session was put away and brought back: variables, imports and files are as they were.";
const unresumable =
  "note: This is a new Python session: nothing of earlier calls is defined. The session was put away while it was not used, and could not be brought back.";

describe("a session that is not used", () => {
  const { blobs } = memoryStorage();
  const clock = new ManualClock();
  let folder: TestPackageFolder;
  let tool: CodeInterpreter;
  let thread: TestThread;
  beforeAll(async () => {
    folder = await TestPackageFolder.make();
    const wheel = makeWheel({ name: "words", files: { "words.py": "hello = 'Hello'\n" } });
    await folder.add({ wheel, imports: ["words"] });
    tool = codeInterpreter({
      clock,
      idleMs: 1000,
      sessionStore: { blobs, key },
      packages: { folder: folder.path },
    });
    thread = new TestThread(tool, "thread");
  });
  afterAll(async () => {
    await tool.close();
    await folder[Symbol.asyncDispose]();
  });

  test("goes on where it was: variables, generators, databases, files and what is open", async () => {
    thread.add("sales.csv", "a,b");
    await thread.run(
      `import random, sqlite3, os, words
class Counter:
    n = 41
numbers = (n * n for n in range(10))
next(numbers), next(numbers)
memory = sqlite3.connect(":memory:")
memory.execute("create table t as select 7 as x")
disk = sqlite3.connect("/home/user/data.db")
disk.execute("create table t as select 8 as x"); disk.commit()
log = open("log.txt", "w"); log.write("one "); log.flush()
sales = open("/inputs/sales.csv"); sales.read(2)
nameless = open("/tmp/gone", "w+"); nameless.write("nameless"); nameless.seek(4); os.unlink("/tmp/gone")
twin = os.dup(log.fileno())
os.makedirs("/home/user/a/b"); os.symlink("b", "/home/user/a/link"); os.chdir("/home/user/a")
open("b/private", "w").close(); os.chmod("b/private", 0o400)
state = random.getstate()`,
    );
    clock.advance(1000);
    const { output } = await thread.run(
      `log.write("two "); log.flush(); os.write(twin, b"three"); log.close()
[Counter().n + 1, next(numbers), memory.execute("select x from t").fetchone(), disk.execute("select x from t").fetchone(),
 open("/outputs/log.txt").read(), sales.read(), nameless.read(), os.getcwd(), os.readlink("link"),
 oct(os.stat("b/private").st_mode), random.getstate() == state, open(words.__file__).read()]`,
    );
    expect(output).toContain(
      `value:
[42, 4, (7,), (8,), 'one two three', 'b', 'less', '/home/user/a', 'b', '0o100400', True, "hello = 'Hello'\\n"]`,
    );
    expect(output).toContain(resumed);
    expect(output).toContain("saved file: /outputs/log.txt");
    expect(output).not.toContain("new input file");
    expect((await thread.run("1")).output).toBe("value:\n1");
  });

  test("is kept again while it is used, and gone from the store", async () => {
    await thread.run("kept = 'twice'");
    clock.advance(1000);
    expect((await thread.run("kept")).output).toContain("value:\n'twice'");
    clock.advance(1000);
    // The call comes while the session is on its way into the store.
    expect((await thread.run("kept, open('/inputs/sales.csv').read()")).output).toContain(
      "value:\n('twice', 'a,b')",
    );
  });

  test("and that grew is brought back with its memory", async () => {
    await thread.run("large = bytearray(60_000_000); large[-1] = 9");
    clock.advance(1000);
    expect((await thread.run("len(large), large[-1]")).output).toContain("value:\n(60000000, 9)");
    await thread.run("del large");
  });

  test("runs nothing before its new interpreter is sealed", async () => {
    await thread.run(
      `import sys, types, builtins, random, asyncio, _sandbox, _pyodide._base, _pyodide._importhook
called = []
class Trap(types.ModuleType):
    def __getattr__(self, name):
        called.append(name)
        raise AttributeError(name)
def trap(*arguments, **named): called.append("trap")
for name in ("_pyodide_core", "pyodide", "pyodide.code", "pyodide.ffi", "pyodide._package_loader", "_pyodide._base", "os"):
    sys.modules[name] = Trap(name)
_pyodide._base.eval_code = _pyodide._base.CodeRunner = random.seed = trap
_sandbox.lock = _sandbox.wake = _sandbox._remove_finders = trap
sys.meta_path.insert(0, types.SimpleNamespace(find_spec=trap)); sys.excepthook = trap
original = builtins.__import__`,
    );
    clock.advance(1000);
    const { output } = await thread.run("called");
    expect(output).toContain(`value:\n[]\n\n${resumed}`);
    await thread.run("del sys.modules['os']");
  });

  test("has a new interpreter behind the same walls", async () => {
    const { output } = await thread.run("import os\nos.system('true'), os.listdir('/dev')");
    expect(output).toContain("-1");
    await expect(thread.run("import js")).resolves.toMatchObject({ isError: true });
    expect((await thread.run("open('/tmp/f', 'wb').truncate(2**40)")).output).toContain(
      "FileQuota",
    );
  });

  test("is gone with its thread", async () => {
    clock.advance(1000);
    await tool.forgetThread("tenant", "thread");
    expect((await thread.run("'kept' in globals()")).output).toContain(
      "value:\nFalse\n\nnew input file: /inputs/sales.csv",
    );
  });
});

describe("a stored session", () => {
  const folder = mkdtempSync(join(tmpdir(), "python-sessions-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const script = (code: string): string => `
    import { codeInterpreter } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    import { folderBlobs } from ${JSON.stringify(new URL("./test-support/folder-blobs.ts", import.meta.url).href)};
    const tool = codeInterpreter({
      sessionStore: { blobs: folderBlobs(${JSON.stringify(folder)}), key: ${JSON.stringify(key)} },
    });
    const context = { tenant: "tenant", threadId: "thread", signal: new AbortController().signal,
      onOutput() {}, files: { list: async () => [] }, tools: { list: () => [] } };
    const call = { name: "code_interpreter", input: { code: ${JSON.stringify(code)} },
      definition: { type: "code_interpreter" } };
    console.log((await tool.execute(call, context)).output);
    await tool.close();`;
  const inAnotherProcess = async (code: string): Promise<string> => {
    const given = ["--input-type=module", "--eval", script(code)];
    return (await promisify(execFile)(process.execPath, given, { timeout: 50_000 })).stdout;
  };
  const blobs = folderBlobs(folder);

  test("goes on in another process, once, and under its own key only", async () => {
    await inAnotherProcess("counted = iter(range(5)); next(counted)");
    expect(await inAnotherProcess("next(counted)")).toContain(`value:\n1\n\n${resumed}`);
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    await using stranger = codeInterpreter({
      sessionStore: { blobs, key: key.toUpperCase() },
    });
    const { output } = await new TestThread(stranger, "thread").run("'counted' in globals()");
    expect(output).toContain(`value:\nFalse\n\n${unresumable}`);
    expect(warned).toHaveBeenCalledWith(
      "A stored Python session cannot go on: its signature is wrong",
      { type: "InhouseWarning", code: "INHOUSE_PYTHON_SESSION" },
    );
  });

  test("that cannot be written is lost, and the model is told so", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const clock = new ManualClock();
    const put = (): Promise<void> => Promise.reject(new Error("the disk is full"));
    await using tool = codeInterpreter({
      clock,
      idleMs: 1000,
      sessionStore: { blobs: { ...memoryStorage().blobs, put }, key },
    });
    const thread = new TestThread(tool, "thread");
    await thread.run("x = 1");
    clock.advance(1000);
    expect((await thread.run("'x' in globals()")).output).toContain(
      "value:\nFalse\n\nnote: This is a new Python session: nothing of earlier calls is defined. The session was ended because it was not used.",
    );
    expect(warned).toHaveBeenCalledWith(
      "A Python session could not be stored: the disk is full",
      expect.anything(),
    );
  });

  test("needs a key that nobody guesses", () => {
    expect(() => codeInterpreter({ sessionStore: { blobs, key: "short" } })).toThrow(
      InvalidInputError,
    );
  });
});
