import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example calls the tool, writes the answer and ends", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("thread.created");
  expect(lines.filter((line) => line === "thread.run.step.completed")).toHaveLength(2);
  expect(lines).toContain("thread.run.completed");
  expect(stdout).toContain("Yes: it rains in Oslo.");
});

test("a function that the caller runs stops the run until its output is there", async () => {
  const example = join(import.meta.dirname, "caller.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toMatch(/^unlock \{"door":"garage"\}\ncompleted /);
  expect(stdout).toContain("The garage is open.");
});
