import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example answers, and a page that loads the chat has the same messages", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toContain("It is autumn.");
  expect(stdout).toContain("Yes: it rains in Oslo.");
});
