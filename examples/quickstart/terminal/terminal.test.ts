import fc from "fast-check";
import { expect, test } from "vitest";
import { printable } from "./terminal.ts";

test("no text can move the cursor or change the window", () => {
  const hostile = fc.string({
    unit: fc.constantFrom("\x1b", "[", "]", "2J", "\x07", "\r", "\n", "ä", "\x9b"),
  });
  fc.assert(fc.property(hostile, (text) => !/[\p{Cc}--\n]/v.test(printable(text))));
});

test("words, indents and line ends stay", () => {
  expect(printable("\x1b[31mrain\x1b[0m\r\n\tis ölig\n")).toBe("rain\n    is ölig\n");
});
