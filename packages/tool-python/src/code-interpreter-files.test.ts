import { afterAll, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { TestThread } from "./test-support/test-thread.ts";

const tool = codeInterpreter({
  limits: {
    inputFiles: 3,
    inputFileBytes: 1000,
    outputFiles: 3,
    outputFileBytes: 1000,
    diskBytes: 100_000,
    modelImageBytes: 500,
  },
});
const thread = new TestThread(tool, "files");
const png = "b'\\x89PNG\\r\\n\\x1a\\n'";

afterAll(() => tool.close());

test("files of the thread are in /inputs before the code runs, and are named to the model once", async () => {
  thread.add("sales.csv", "a,b\n1,2");
  thread.add("../../etc/sales.csv", "other");
  const first = await thread.run("import os\nsorted(os.listdir('/inputs'))");
  expect(first.output).toContain("value:\n['sales-2.csv', 'sales.csv']");
  expect(first.output).toContain("new input file: /inputs/sales.csv (text/csv, 7 bytes)");
  expect(first.output).toContain("new input file: /inputs/sales-2.csv (text/csv, 5 bytes)");
  const second = await thread.run("open('/inputs/sales.csv').read()");
  expect(second.output).toBe("value:\n'a,b\\n1,2'");
});

test("a file that left the thread leaves the sandbox, and one that does not fit is named", async () => {
  thread.files.splice(1, 1);
  thread.add("huge.bin", "", 5000);
  const { output } = await thread.run("sorted(os.listdir('/inputs'))");
  expect(output).toContain("value:\n['sales.csv']");
  expect(output).toContain("not available: huge.bin (5000 bytes), larger than 1000 bytes");
  expect((await thread.run("1")).output).toBe("value:\n1");
});

test("files that the code writes are kept: images for the model, SVG and the rest for people", async () => {
  thread.created.clear();
  const result = await thread.run(
    `open('chart.svg', 'w').write('<svg/>')
open('plot.png', 'wb').write(${png})
os.mkdir('data')
open('data/table.csv', 'w').write('x')`,
  );
  expect([...thread.created.values()].map((file) => [file.filename, file.mediaType])).toEqual([
    ["chart.svg", "image/svg+xml"],
    ["plot.png", "image/png"],
    ["table.csv", "text/csv"],
  ]);
  const [svg, plot, table] = [...thread.created.keys()];
  expect(result.outputs?.slice(1)).toEqual([
    { type: "image", fileId: svg },
    { type: "image", fileId: plot },
    { type: "file", fileId: table },
  ]);
  expect(result.imageFileIds).toEqual([plot]);
  expect(result.output).toContain("saved file: /outputs/data/table.csv (text/csv, 1 bytes)");
});

test("only new and changed files are kept again", async () => {
  thread.created.clear();
  expect((await thread.run("1")).output).toBe("value:\n1");
  await thread.run("open('chart.svg', 'w').write('<svg></svg>')");
  expect([...thread.created.values()].map((file) => file.filename)).toEqual(["chart.svg"]);
});

test("a file that the session made does not come back as an input", async () => {
  const made = [...thread.created].map(([id, file]) => ({
    ...thread.add("x", ""),
    id,
    filename: file.filename,
  }));
  thread.files.splice(-made.length, made.length, ...made);
  expect((await thread.run("os.listdir('/inputs')")).output).toBe("value:\n['sales.csv']");
});

test("what is too large, too many, linked or not an image in truth is not passed off as one", async () => {
  thread.created.clear();
  const result = await thread.run(
    `os.symlink('/inputs/sales.csv', 'link.csv')
open('fake.png', 'w').write('not an image')
open('large.png', 'wb').write(${png} + bytes(600))
open('toobig.bin', 'wb').write(bytes(2000))
open('v1', 'w').write('1')
open('v2', 'w').write('2')`,
  );
  expect([...thread.created.values()].map((file) => [file.filename, file.mediaType])).toEqual([
    ["fake.png", "application/octet-stream"],
    ["large.png", "image/png"],
    ["v1", "application/octet-stream"],
  ]);
  expect(result.imageFileIds).toBeUndefined();
  expect(result.output).toContain("not saved: /outputs/toobig.bin, larger than 1000 bytes");
  expect(result.output).toContain("not saved: /outputs/v2, too many");
  expect((await thread.run("1")).output).toContain("saved file: /outputs/v2");
});

test("files that lie too deep or behind thousands of others are named as not looked at", async () => {
  const more = new TestThread(tool, "many");
  const deep = await more.run(
    "import os\nos.makedirs('a/b/c/d/e/f/g/h/i/j')\nopen('a/b/c/d/e/f/g/h/i/deep', 'w').close()\nopen('top', 'w').close()",
  );
  expect(deep.output).toContain("saved file: /outputs/top");
  expect(deep.output).toContain("not saved: /outputs/a/b/c/d/e/f/g/h/i and what comes after it");
  const many = await more.run("for n in range(2100): open(f'{n:04}', 'w').close()");
  expect(many.output).toContain("saved file: /outputs/0000");
  expect(many.output).toContain("not saved: /outputs/2000 and what comes after it");
});

test("an input that does not fit on the sandbox's disk is named", async () => {
  const full = new TestThread(codeInterpreter({ limits: { diskBytes: 10 } }), "full");
  full.add("small.txt", "twelve bytes");
  const { output } = await full.run("import os\nos.listdir('/inputs')");
  await full.tool.close?.();
  expect(output).toContain("not available: small.txt (12 bytes), the sandbox's disk is full");
});
