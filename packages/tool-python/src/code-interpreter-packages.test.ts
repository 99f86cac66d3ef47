import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CodeInterpreter } from "./code-interpreter.ts";
import { codeInterpreter } from "./code-interpreter.ts";
import { makeWheel } from "./test-support/make-wheel.ts";
import { nativeModule } from "./test-support/native-module.ts";
import { TestPackageFolder } from "./test-support/package-folder.ts";
import { TestThread } from "./test-support/test-thread.ts";

let folder: TestPackageFolder;
let tool: CodeInterpreter;
let thread: TestThread;

const greeting = makeWheel({
  name: "greeting",
  files: {
    "greeting/__init__.py": "from words import hello\ndef greet(name): return hello + ' ' + name\n",
    "greeting/data.txt": "data of the package",
    "greeting-1.0.data/scripts/greet": "#!python",
    "greeting-1.0.data/purelib/greeting_extra.py": "extra = True\n",
  },
});
const words = makeWheel({ name: "words", files: { "words.py": "hello = 'Hello'\n" } });
const large = makeWheel({
  name: "large",
  files: { "large.py": `text = '${"x".repeat(150_000)}'` },
});
const dated = makeWheel({
  name: "dated",
  files: { "dated.py": "def old():\n    try: pass\n    finally: return 'works'\n" },
});
/** A zone that is one hour ahead of UTC all year, as the compiler of time zones writes it. */
const zone = Uint8Array.from(
  Buffer.from(
    `${"TZif".padEnd(20, "\0")}${"\0".repeat(12)}\0\0\0\0\0\0\0\x01\0\0\0\x04\0\0\x0e\x10\0\0CET\0`,
  ),
);
const timeZones = makeWheel({
  name: "tzdata",
  files: {
    "tzdata/__init__.py": "",
    "tzdata/zoneinfo/__init__.py": "",
    "tzdata/zoneinfo/Europe/__init__.py": "",
    "tzdata/zoneinfo/Europe/Oslo": zone,
  },
});
const orphan = makeWheel({ name: "orphan", files: { "orphan.py": "" } });
const tampered = makeWheel({ name: "tampered", files: { "tampered.py": "import greeting\n" } });
const escaping = makeWheel({ name: "escaping", files: { "../../../outputs/out.txt": "out" } });
const half = makeWheel({ name: "half", files: { "half.py": "" } });

const native = makeWheel({
  name: "native",
  tag: "cp314-cp314-pyemscripten_2026_0_wasm32",
  files: { "native.so": nativeModule("native") },
});

beforeAll(async () => {
  folder = await TestPackageFolder.make();
  await folder.add(
    { wheel: greeting, imports: ["greeting", "greeting_extra"], depends: ["words"] },
    { wheel: words, imports: ["words"] },
    { wheel: large, imports: ["large"] },
    { wheel: dated, imports: ["dated"] },
    { wheel: orphan, imports: ["orphan"], depends: ["nowhere"] },
    { wheel: tampered, imports: ["tampered"] },
    { wheel: escaping, imports: ["escaping"] },
    { wheel: native, imports: ["native"] },
    { wheel: half, imports: ["half"], depends: ["tampered"] },
  );
  const bytes = Uint8Array.from(tampered.bytes);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await folder.write(tampered.filename, bytes);
  tool = codeInterpreter({
    packages: { folder: folder.path },
    limits: { packageBytes: 100_000, diskBytes: 2000 },
  });
  thread = new TestThread(tool, "packages");
});

afterAll(async () => {
  await tool.close();
  await folder[Symbol.asyncDispose]();
});

describe("a package of the folder", () => {
  test("is imported like any other, with what it needs and the files in it", async () => {
    const { output } = await thread.run(
      `import greeting, greeting_extra
from importlib.resources import files
(greeting.greet('Ada'), greeting_extra.extra, files('greeting').joinpath('data.txt').read_text())`,
    );
    expect(output).toContain("value:\n('Hello Ada', True, 'data of the package')");
    expect(
      (await thread.run("from importlib.metadata import version\nversion('greeting')")).output,
    ).toBe("value:\n'1.0'");
  });

  test("is imported by a name that nobody could have read in the code before", async () => {
    const other = new TestThread(tool, "late");
    const { output } = await other.run("__import__('gree' + 'ting').greet('Bob')");
    expect(output).toContain("value:\n'Hello Bob'");
  });

  test("shows warnings of its syntax to nobody, and the code's own ones to the model", async () => {
    expect((await thread.run("import dated\ndated.old()")).output).toBe("value:\n'works'");
    const own = await thread.run("def old():\n    try: pass\n    finally: return 1\nold()");
    expect(own.output).toContain("SyntaxWarning");
  });

  test("takes no room from the files of the code, and the code gets none from it", async () => {
    const write = (bytes: number) => `open('f', 'wb', 0).write(bytes(${bytes}))`;
    expect((await thread.run(write(1500))).output).toContain("value:\n1500");
    expect((await thread.run(write(9000))).output).toContain("error: FileQuota");
    await thread.run("import os\nos.unlink('f')");
  });

  test("is shown by its own frames in a traceback no more than the standard library", async () => {
    const { output } = await thread.run("greeting.greet(7)");
    expect(output).toContain("error: PythonError (line 1): TypeError");
    expect(output).not.toContain("site-packages");
  });
});

describe("a package is refused", () => {
  const verify = (name: string): string => `${name}.*npx inhouse packages verify --folder /`;

  test.each([
    ["that is not what was locked", "tampered", "tampered-1.0-py3-none-any.whl has the SHA-256"],
    ["with a file outside of its place", "escaping", "leads out of its folder"],
    ["that needs what is not there", "orphan", "'orphan' needs 'nowhere'"],
    ["that has more bytes than packages may have", "large", "more than 100000 bytes"],
    ["that needs a refused one", "half", "tampered-1.0-py3-none-any.whl has the SHA-256"],
  ])("%s, and nothing of it is written", async (_title, name, message) => {
    const { output, isError } = await thread.run(`import ${name}`);
    expect(isError).toBe(true);
    expect(output).toMatch(
      new RegExp(
        `error: PackageNotAvailable \\(line 1\\): .*'${name}' cannot be installed: .*${message}`,
        "s",
      ),
    );
    expect(output).toMatch(new RegExp(verify("hint:")));
    const left = await thread.run(
      `import os
sorted(os.listdir('/outputs')), [n for n in os.listdir('/lib/python3.14/site-packages') if '${name}' in n]`,
    );
    expect(left.output).toBe("value:\n([], [])");
  });
});

test("packages that ask ctypes for the sizes of its types can do so, and call nothing", async () => {
  const value = "ctypes.sizeof(ctypes.c_double), ctypes.CFUNCTYPE(None).__mro__[-1]";
  expect((await thread.run(`import ctypes\n${value}`)).output).toBe(
    "value:\n(8, <class 'object'>)",
  );
  for (const call of ["ctypes.string_at(id(1))", "ctypes.cast(0, ctypes.c_void_p)"]) {
    expect((await thread.run(call)).output).toContain("OSError: this Python calls no native code");
  }
});

describe("a native module", () => {
  const load = (path: string): string => `from importlib import machinery, util
loader = machinery.ExtensionFileLoader("native", "${path}")
util.module_from_spec(util.spec_from_file_location("native", "${path}", loader=loader))`;
  const inPackages = "/lib/python3.14/site-packages/native.so";
  // The module's initialization raises a MemoryError: its code was run.
  const ran = "error: MemoryLimit";

  test("is not loaded from a file that the code wrote, until its package is installed", async () => {
    const other = new TestThread(tool, "native");
    const own = `open('/outputs/mine.so', 'wb').write(bytes([${nativeModule("native")}]))`;
    expect((await other.run(`${own}\n${load("/outputs/mine.so")}`)).output).toContain(
      "ImportError: ",
    );
    expect((await other.run("import native")).output).toContain(ran);
    expect((await other.run(load(inPackages))).output).toContain(ran);
  });

  test("is not loaded with another byte in it", async () => {
    const other = new TestThread(tool, "native");
    const change = `module = bytearray(open('${inPackages}', 'rb').read())
open('/outputs/same.so', 'wb').write(module)
# Its memory's alignment: the module is as valid as before.
module[22] = 1
open('/outputs/changed.so', 'wb').write(module)
`;
    expect((await other.run(change + load("/outputs/changed.so"))).output).toContain(
      "ImportError: ",
    );
    expect((await other.run(load("/outputs/same.so"))).output).toContain(ran);
  });
});

describe("a package that is not there", () => {
  test.each([
    ["numpy", "numpy", "https://cdn.jsdelivr.net/pyodide/v314.0.7/full/"],
    ["yaml", "pyyaml", "https://cdn.jsdelivr.net/pyodide/v314.0.7/full/"],
    ["Nobody_has_it", "nobody-has-it", "https://pypi.org/simple/"],
  ])("is named with how to provide it: %s", async (module, name, from) => {
    const { output } = await thread.run(`import ${module}.sub`);
    expect(output).toContain(`error: PackageNotAvailable (line 1): The package '${name}' is not`);
    expect(output).toContain(`package: ${name}\navailable: greeting, words, large, `);
    expect(output).toContain(
      `npx inhouse packages add ${name} --folder ${folder.path} --from ${from}`,
    );
  });

  test("is no package where the module is of the standard library or its name is none", async () => {
    for (const module of ["tkinter", "js", "micropip", "greeting.nothing"]) {
      const { output } = await thread.run(`import ${module}`);
      expect(output).toContain("error: PackageNotAvailable");
      expect(output).not.toContain("npx");
    }
    const forged = "raise ModuleNotFoundError(name='x; rm -rf ~')";
    expect((await thread.run(forged)).output).not.toContain("npx");
  });
});

test("packages are installed in a child process as they are in a thread", async () => {
  await using inProcess = codeInterpreter({
    mode: "process",
    packages: { folder: folder.path },
  });
  const other = new TestThread(inProcess, "process");
  const { output } = await other.run("import greeting\ngreeting.greet('Eve')");
  expect(output).toContain("value:\n'Hello Eve'");
  expect((await other.run("import native")).output).toContain("error: MemoryLimit");
  expect((await other.run("import tampered")).output).toContain("has the SHA-256");
});

test("time zones are those of the package tzdata, and without it an error says how to provide it", async () => {
  const at = (name: string): string =>
    `from zoneinfo import ZoneInfo\nfrom datetime import datetime\nstr(datetime(2026, 1, 1, tzinfo=ZoneInfo('${name}')))`;
  await using zones = await TestPackageFolder.make();
  await zones.add({ wheel: timeZones, imports: ["tzdata"] });
  await using tool = codeInterpreter({ packages: { folder: zones.path }, keepSpare: false });
  const withZones = new TestThread(tool, "zones");
  expect((await withZones.run(at("Europe/Oslo"))).output).toContain("'2026-01-01 00:00:00+01:00'");
  const unknown = (await withZones.run(at("Europe/Atlantis"))).output;
  expect(unknown).toContain("error: PythonError (line 3): ZoneInfoNotFoundError");
  const without = (await thread.run(at("Europe/Oslo"))).output;
  expect(without).toContain("error: PackageNotAvailable (line 3): The package 'tzdata' is not");
  expect(without).toContain("inhouse packages add tzdata");
  expect(without).not.toContain("pyodide.loadPackage");
});

test("the model is told which packages there are, or that there are none", () => {
  expect(tool.functions({ type: "code_interpreter" })[0]?.description).toContain(
    "and the packages greeting, words, large, dated, orphan, tampered, escaping, native, half; nothing else",
  );
  expect(codeInterpreter().functions({ type: "code_interpreter" })[0]?.description).toContain(
    "nothing can be installed",
  );
});

test("a lock file that cannot be used is a HostFailure, and one that is mended is used", async () => {
  await using broken = await TestPackageFolder.make();
  await using interpreter = codeInterpreter({ packages: { folder: broken.path } });
  const other = new TestThread(interpreter, "broken");
  expect((await other.run("1")).output).toMatch(/^error: HostFailure: .*has no file pyodide-lock/);
  await writeFile(
    join(broken.path, "pyodide-lock.json"),
    '{"info":{"python":"3.12.1","abi_version":"2024_0"},"packages":{}}',
  );
  expect((await other.run("1")).output).toMatch(/^error: HostFailure: .*for Python 3\.12\.1/);
  await broken.add({ wheel: words, imports: ["words"] });
  expect((await other.run("import words\nwords.hello")).output).toContain("value:\n'Hello'");
});
