import { expect, test } from "vitest";
import { readIndexPage } from "./index-page.ts";

const hash = "a".repeat(64);
const base = "https://mirror.example/simple/six/";

test("the links of an HTML page are read, relative and escaped, with their hashes", () => {
  const page = `<!DOCTYPE html><body><a href="https://example.com/no file">up</a>
<a href='../../files/six-1.0-py3-none-any.whl#sha256=${hash}' data-requires-python="&gt;=3.8,&#33;=3.9">six</a>
<A DATA-YANKED HREF="/six-2%2B1.whl#md5=1">x</A><a name="top">none</a><a href="javascript:alert(1)">none</a>`;
  expect(readIndexPage(page, "text/html", base).slice(1)).toEqual([
    {
      filename: "six-1.0-py3-none-any.whl",
      url: new URL("https://mirror.example/files/six-1.0-py3-none-any.whl"),
      sha256: hash,
      requiresPython: ">=3.8,!=3.9",
      yanked: false,
    },
    {
      filename: "six-2+1.whl",
      url: new URL("https://mirror.example/six-2%2B1.whl"),
      sha256: null,
      requiresPython: null,
      yanked: true,
    },
  ]);
});

test("the files of a JSON page are read, and those that are none are left out", () => {
  const files = [
    { filename: "six.whl", url: "six.whl", hashes: { sha256: hash.toUpperCase() }, yanked: "bad" },
    { filename: "a.whl", url: "file:///etc/passwd", hashes: {} },
    { filename: 7, url: "b" },
    null,
  ];
  const page = JSON.stringify({ files });
  expect(readIndexPage(page, "application/vnd.pypi.simple.v1+json", base)).toEqual([
    {
      filename: "six.whl",
      url: new URL("six.whl", base),
      sha256: hash,
      requiresPython: null,
      yanked: true,
    },
  ]);
  expect(() => readIndexPage("{}", "application/json", base)).toThrow(SyntaxError);
});
