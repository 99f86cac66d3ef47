import { expect, test } from "vitest";
import { shortenOutput } from "./shorten-output.ts";

test("an output within its limit stays as it is", () => {
  expect(shortenOutput("abcd", 4)).toBe("abcd");
});

test("a longer one keeps its beginning and its end, and says how much is missing", () => {
  expect(shortenOutput("aaaaaabbbbbbbbcc", 8)).toBe(
    "aaaaaa\n[8 characters of this output are left out here]\ncc",
  );
});

test("no character is cut in half", () => {
  const shortened = shortenOutput("🎉".repeat(100), 21);
  expect(shortened.isWellFormed()).toBe(true);
});
