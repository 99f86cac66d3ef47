import { expect, it } from "vitest";
import type { TestReport } from "./failed-files.ts";
import { failedFiles } from "./failed-files.ts";

const file = (name: string, ...statuses: readonly string[]): TestReport["testResults"][number] => ({
  name,
  status: statuses.includes("failed") ? "failed" : "passed",
  assertionResults: statuses.map((status) => ({ status })),
});
const report: TestReport = {
  testResults: [
    file("/a.test.ts", "passed", "failed", "passed"),
    file("/b.test.ts", "passed", "skipped"),
    { name: "/c.test.ts", status: "failed", assertionResults: [] },
    file("/d.test.ts", "passed", "pending"),
  ],
};
const errors = "⎯⎯ Unhandled Errors ⎯⎯\n";
const death =
  "⎯⎯ Unhandled Error ⎯⎯\nError: Worker forks emitted error.\nCaused by: Error: Worker exited unexpectedly with signal SIGSEGV during started state while running test file /d.test.ts\n";

it("blames the files with a failed test, and those that did not load", () => {
  expect(failedFiles(report, "Failed Tests 1")).toEqual([
    { name: "/a.test.ts", passed: 2 },
    { name: "/c.test.ts", passed: 0 },
  ]);
});

it("blames the file whose process died", () => {
  expect(failedFiles(report, errors + death)).toContainEqual({ name: "/d.test.ts", passed: 1 });
});

it("blames nobody where there is an error that is no file's", () => {
  const error = "⎯⎯ Unhandled Error ⎯⎯\nError: somewhere\n";
  expect(failedFiles(report, errors + error)).toBeNull();
  expect(failedFiles(report, errors + death + error)).toBeNull();
});
