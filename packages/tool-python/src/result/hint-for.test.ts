import { expect, test } from "vitest";
import { hintFor } from "./hint-for.ts";

const failureOf = (name: string, message: string, traceback = "") => ({
  kind: "python" as const,
  name,
  message,
  line: 1,
  module: null,
  traceback,
});

test.each([
  ["SyntaxError", "invalid syntax", "    !pip install pandas\n    ^", "not a notebook"],
  ["SyntaxError", "invalid syntax", "    %matplotlib inline\n    ^", "not a notebook"],
  ["FileNotFoundError", "No such file or directory: '/mnt/data/a.csv'", "", "/inputs"],
  ["RuntimeError", "can't start new thread", "", "no threads"],
  ["OSError", "emscripten does not support processes.", "", "no threads"],
  ["PermissionError", "Operation not permitted", "    with mp.Pool(2) as p:", "no threads"],
  ["RuntimeError", "no running event loop", "", "await"],
])("%s: %s %s is answered with what works here", (name, message, traceback, hint) => {
  expect(hintFor(failureOf(name, message, traceback))).toContain(hint);
});

test.each([
  ["SyntaxError", "invalid syntax", "    x = 1 !\n    ^"],
  ["RuntimeError", "the pool is empty", ""],
  ["KeyError", "'no running event loop'", ""],
])("%s: %s is an exception like any other", (name, message, traceback) => {
  expect(hintFor(failureOf(name, message, traceback))).toBeUndefined();
});
