import { expect, test } from "vitest";
import { TimeUpError } from "./time-up-error.ts";
import { findRun, withinTime } from "./within-time.ts";

test("work returns what it returns, and throws what it throws", () => {
  const result = { of: "this realm" };
  expect(withinTime(10_000, () => withinTime(10_000, () => result))).toBe(result);
  const error = new RangeError("Its own");
  expect(() =>
    withinTime(10_000, () => {
      throw error;
    }),
  ).toThrow(error);
});

test.each([
  ["a regular expression that goes back and forth", () => /^(a+)+$/u.test(`${"a".repeat(60)}!`)],
  [
    "a loop",
    () => {
      for (;;);
    },
  ],
])("%s is stopped, and what comes next is done", (_, work) => {
  expect(() => withinTime(50, work)).toThrow(TimeUpError);
  expect(withinTime(10_000, () => 1)).toBe(1);
});

test("work is done where nothing could stop it", () => {
  for (const platform of [
    {},
    { process: {} },
    { process: { getBuiltinModule: () => undefined } },
  ]) {
    expect(findRun(platform)(1, () => "done")).toBe("done");
  }
});
