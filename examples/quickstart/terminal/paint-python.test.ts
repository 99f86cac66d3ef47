import fc from "fast-check";
import { expect, test } from "vitest";
import { paintPython } from "./paint-python.ts";

test("painting adds and drops nothing", () => {
  const line = fc.string({ unit: fc.constantFrom(..."f'\"#\\ x1.is not(") });
  fc.assert(
    fc.property(line, (code) => {
      expect(
        paintPython(code)
          .map(({ text }) => text)
          .join(""),
      ).toBe(code);
    }),
  );
});

test("keywords within names and strings are not painted as keywords", () => {
  const painted = paintPython('for island in "for": # in').filter(
    ({ style }) => style !== undefined,
  );
  expect(painted).toEqual([
    { text: "for", style: "magenta" },
    { text: "in", style: "magenta" },
    { text: '"for"', style: "green" },
    { text: "# in", style: "dim" },
  ]);
});
