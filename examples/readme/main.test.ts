import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const example = join(import.meta.dirname, "main.ts");

test("the example in README.md is this file, word for word", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  expect(blocks).toEqual([readFileSync(example, "utf8")]);
});

test("the example calls the tool, writes the answer and ends", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("thread.created");
  expect(lines.filter((line) => line === "thread.run.step.completed")).toHaveLength(2);
  expect(lines).toContain("thread.run.completed");
  expect(stdout).toContain("Yes: it rains in Oslo.");
});
