import fc from "fast-check";
import { expect, test } from "vitest";
import { truncateMiddle } from "./truncate.ts";

test("a short text stays as it is, and a long one keeps its beginning, its end and the count between", () => {
  expect(truncateMiddle("short", 5)).toBe("short");
  expect(truncateMiddle("abcdefghij", 4)).toBe("abc\n[… 6 characters left out …]\nj");
});

test("the result is bounded and well formed, wherever the cut falls", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(40), (text, maxChars) => {
      const shortened = truncateMiddle(text, maxChars);
      expect(shortened.isWellFormed()).toBe(true);
      expect(shortened.length).toBeLessThanOrEqual(maxChars + 40);
    }),
  );
});
