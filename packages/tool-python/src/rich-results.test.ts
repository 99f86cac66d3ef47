import { afterAll, describe, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { TestThread } from "./test-support/test-thread.ts";

const tool = codeInterpreter({ limits: { valueChars: 500, outputFileBytes: 5000 } });
const thread = new TestThread(tool, "rich");
const png = "b'\\x89PNG\\r\\n\\x1a\\n'";

afterAll(() => tool.close());

async function run(code: string) {
  thread.created.clear();
  const result = await thread.run(code);
  const files = [...thread.created.values()].map(({ filename, mediaType }) => [
    filename,
    mediaType,
  ]);
  return { ...result, files };
}

const value = (methods: string): string =>
  `class Shown:
  def __repr__(self): return 'Shown()'
${methods.replaceAll(/^/gm, "  ")}
Shown()`;

describe("the last expression", () => {
  test("is shown as its picture, to the model too", async () => {
    const result = await run(value(`def _repr_png_(self): return ${png}`));
    expect(result.files).toEqual([["result-1.png", "image/png"]]);
    expect(result.imageFileIds).toEqual([...thread.created.keys()]);
    expect(result.output).toContain("value:\nShown()");
    expect(result.output).toContain("saved file: /outputs/result-1.png (image/png, 8 bytes)");
  });

  test.each([
    ["_repr_jpeg_", "b'\\xff\\xd8\\xff'", "result-2.jpg", "image/jpeg"],
    ["_repr_svg_", "'<svg/>'", "result-3.svg", "image/svg+xml"],
    ["_repr_png_", `(${png}, {'width': 5})`, "result-4.png", "image/png"],
    ["_repr_mimebundle_", "{'image/png': 'iVBORw0KGgo='}", "result-5.png", "image/png"],
  ])("is shown as what %s gives, %s", async (method, form, filename, mediaType) => {
    const result = await run(value(`def ${method}(self, **options): return ${form}`));
    expect(result.files).toEqual([[filename, mediaType]]);
    expect(result.output).toContain("value:\nShown()");
  });

  test("is a plain table for the model where it is an HTML table, and the table for people", async () => {
    const html = `<style>td { color: red }</style><table><thead>
<tr><th></th><th colspan=2>Sales</th></tr><tr><th>city</th><th>2024</th><th>2025</th></tr></thead>
<tr><th rowspan=2>Köln &amp; Bonn</th><td>7</td><td>1,200.5</td></tr><tr><td>11</td><td>-3</td></tr></table><p>2 rows</p>`;
    const result = await run(value(`def _repr_html_(self): return '''${html}'''`));
    expect(result.files).toEqual([["result-6.html", "text/html"]]);
    expect(result.output).toContain(`value:
             Sales
city          2024     2025
Köln & Bonn      7  1,200.5
                11       -3

2 rows

saved file`);
  });

  test("that is a class, answers to every name, or has no form, is its repr", async () => {
    expect((await run("class A:\n  def _repr_png_(self): 1 / 0\nA")).output).toBe(
      "value:\n<class '__main__.A'>",
    );
    expect((await run("from unittest.mock import MagicMock\nMagicMock(name='m')")).output).toMatch(
      /^value:\n<MagicMock name='m' id='\d+'>$/,
    );
    expect((await run(value("def _repr_html_(self): return None"))).output).toBe("value:\nShown()");
  });

  test("whose forms fail or are of a wrong type is its repr with notes, and the call goes well", async () => {
    const result = await run(
      value(
        "def _repr_png_(self): return [1]\ndef _repr_html_(self): raise ValueError('no\\nrows')",
      ),
    );
    expect(result.isError).toBeUndefined();
    expect(result.output).toBe(`value:
Shown()

note: _repr_png_ of the value gave list, not an image
note: _repr_html_ of the value failed: ValueError: no rows`);
    expect((await run("class B:\n  def __repr__(self): return 1 / 0\nB()")).output).toMatch(
      /^value:\n<__main__\.B object at 0x[0-9a-f]+>\n\nnote: __repr__ of the value failed: ZeroDivisionError/,
    );
  });

  test("is bounded: its text, its file, and its time", async () => {
    const long = await run(value("def _repr_html_(self): return 'x' * 4000"));
    expect(long.output).toContain("x… 1 characters left out".slice(2));
    const large = await run(value(`def _repr_png_(self): return ${png} + bytes(6000)`));
    expect(large.files).toEqual([]);
    expect(large.output).toMatch(/not saved: \/outputs\/result-\d+\.png, larger than 5000 bytes/);
  });

  test("never replaces a file of the code, and is only noted where /outputs is gone", async () => {
    const pictures = value(`def _repr_svg_(self): return '<svg/>'`);
    await run("for n in range(20): open(f'result-{n}.svg', 'w').write('mine')");
    expect((await run(pictures)).files).not.toContainEqual(["result-9.svg", "image/svg+xml"]);
    expect((await run("open('result-9.svg').read()")).output).toBe("value:\n'mine'");
    const gone = await run(
      `import os, shutil\nos.chdir('/')\nshutil.rmtree('/outputs')\n${pictures}`,
    );
    expect(gone.output).toMatch(/value:\nShown\(\)\n\nnote: .* could not be written/);
    await run("os.mkdir('/outputs')\nos.chdir('/outputs')");
  });
});

test("display() shows values in the middle of the code", async () => {
  const result = await run(
    `${value("def _repr_html_(self): return '<b>bold</b>'").replace(
      /Shown\(\)$/,
      "display(Shown(), 7)",
    )}\nprint('after')`,
  );
  expect(result.output).toContain("stdout:\nbold\n7\nafter");
  expect(result.files).toEqual([[expect.stringMatching(/^result-\d+\.html$/), "text/html"]]);
});
