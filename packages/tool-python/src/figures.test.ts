import { afterAll, beforeAll, expect, test } from "vitest";
import type { CodeInterpreter } from "./code-interpreter.ts";
import { codeInterpreter } from "./code-interpreter.ts";
import { makeWheel } from "./test-support/make-wheel.ts";
import { TestPackageFolder } from "./test-support/package-folder.ts";
import { TestThread } from "./test-support/test-thread.ts";

/** The functions of pyplot that matter here, over figures of one colour that are written as real PNG files. */
const pyplot = `
import os, struct, zlib
assert os.environ["MPLBACKEND"] == "agg", "the backend is chosen before the import"
_figures = {}

class Figure:
    def __init__(self, number):
        self.number, self.lines = number, []

    def savefig(self, file, format, bbox_inches):
        if any(line == "broken" for line in self.lines):
            raise ValueError("cannot draw this")
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        size = struct.pack(">IIBBBBB", 1, len(self.lines), 8, 0, 0, 0, 0)
        rows = zlib.compress(b"\\0\\x80" * len(self.lines))
        file.write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))

def get_fignums():
    return sorted(_figures)

def figure(number=None):
    number = number or max(_figures, default=0) + 1
    return _figures.setdefault(number, Figure(number))

def plot(line):
    (figure(max(_figures, default=None))).lines.append(line)

def close(which):
    _figures.clear() if which == "all" else _figures.pop(which)

def show():
    raise RuntimeError("there is no screen")
`;

let folder: TestPackageFolder;
let tool: CodeInterpreter;
let thread: TestThread;

beforeAll(async () => {
  folder = await TestPackageFolder.make();
  const files = { "matplotlib/__init__.py": "", "matplotlib/pyplot.py": pyplot };
  const wheel = makeWheel({ name: "matplotlib", files });
  await folder.add({ wheel, imports: ["matplotlib"] });
  tool = codeInterpreter({ packages: { folder: folder.path }, limits: { outputFiles: 3 } });
  thread = new TestThread(tool, "figures");
  await thread.run("import sys\nbefore = 'matplotlib' in sys.modules");
});

afterAll(async () => {
  await tool.close();
  await folder[Symbol.asyncDispose]();
});

async function run(code: string) {
  thread.created.clear();
  const result = await thread.run(code);
  const figures = [...thread.created.values()].map(({ filename, mediaType, bytes }) => {
    // The height of a PNG, which is the number of lines drawn.
    const height = new DataView(bytes.buffer, bytes.byteOffset).getUint32(20);
    return [filename, mediaType, height];
  });
  return { ...result, figures };
}

test("show() keeps the figures and begins a new one, and those left open are kept at the end", async () => {
  const result = await run(`from matplotlib import pyplot as plt
plt.plot('a')
plt.plot('b')
plt.show()
plt.plot('c')
before, plt.get_fignums()`);
  expect(result.figures).toEqual([
    ["figure-1.png", "image/png", 2],
    ["figure-2.png", "image/png", 1],
  ]);
  expect(result.imageFileIds).toEqual([...thread.created.keys()]);
  expect(result.output).toContain("value:\n(False, [1])");
  expect((await run("plt.get_fignums()")).output).toBe("value:\n[]");
});

test("a figure that cannot be drawn is a note, and does not keep others from being kept", async () => {
  const result = await run("plt.plot('broken')\nplt.figure()\nplt.plot('d')");
  expect(result.isError).toBeUndefined();
  expect(result.figures).toEqual([["figure-3.png", "image/png", 1]]);
  expect(result.output).toContain(
    "note: figure 1 could not be drawn: ValueError: cannot draw this",
  );
  expect((await run("plt.get_fignums()")).output).toBe("value:\n[]");
});

test("what was drawn before an error is kept with the error", async () => {
  const result = await run("plt.plot('e')\n1 / 0");
  expect(result.figures).toEqual([["figure-4.png", "image/png", 1]]);
  expect(result.output).toContain("error: PythonError (line 2): ZeroDivisionError");
});

test("code whose time is over draws no more, and leaves no figure to the next call", async () => {
  const controller = new AbortController();
  thread.onOutput = () => controller.abort(new Error("stopped"));
  const call = thread.run("plt.plot('f')\nprint('drawn')\nwhile True: pass", controller.signal);
  await expect(call).rejects.toThrow("stopped");
  thread.onOutput = () => {};
  const next = await run("plt.get_fignums()");
  expect([next.output, next.figures]).toEqual(["value:\n[]", []]);
});

test("more figures than a call may keep are kept by the next", async () => {
  const result = await run("for n in range(4):\n  plt.figure()\n  plt.plot(n)");
  expect(result.figures).toHaveLength(3);
  expect(result.output).toContain("not saved: /outputs/figure-8.png, too many");
  expect((await run("1")).figures).toEqual([["figure-8.png", "image/png", 1]]);
});
