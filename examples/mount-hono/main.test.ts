import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const example = join(import.meta.dirname, "main.ts");

test("the official SDK streams a run through it, and nobody comes in without a key", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toContain("You said: Hello\ncompleted\n401 without a key\n");
  expect(stdout).toContain("Your own routes are beside it.");
  expect(stderr).toBe("");
});
