import { expect, test } from "vitest";
import { parseEscapeOptions } from "./escape-options.ts";

test("without words the escapes are run on this Node.js, with a sample of the controls", () => {
  expect(parseEscapeOptions([])).toEqual({
    targets: [],
    suites: ["escapes"],
    only: "",
    shard: [1, 1],
    parallel: 2,
    nodes: ["current"],
    controls: "sample",
    stepMs: 45_000,
    executions: 1000,
    list: false,
  });
});

test("every option is read", () => {
  const words =
    "--target a --target b --suite all --only x/y --shard 2/3 --parallel 4 --node all --controls none --step-seconds 9 --executions 5 --list";
  expect(parseEscapeOptions(words.split(" "))).toEqual({
    targets: ["a", "b"],
    suites: ["escapes", "resources", "programs"],
    only: "x/y",
    shard: [2, 3],
    parallel: 4,
    nodes: ["all"],
    controls: "none",
    stepMs: 9000,
    executions: 5,
    list: true,
  });
});

test.each([
  ["--suite some", "--suite is one of"],
  ["--controls many", "--controls is one of"],
  ["--parallel 0", "--parallel is a whole number"],
  ["--step-seconds x", "--step-seconds is a whole number"],
  ["--shard 4/3", "--shard is a part"],
  ["--shard 1", "--shard is a part"],
  ["--unknown", "--unknown"],
])("%s is refused", (words, message) => {
  expect(() => parseEscapeOptions(words.split(" "))).toThrow(message);
});
