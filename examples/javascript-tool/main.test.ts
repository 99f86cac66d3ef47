import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the code calls two tools at once, and the model reads only what it makes of them", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("javascript: completed");
  expect(lines).toContain("orders: completed");
  expect(lines).toContain("products: completed");
  expect(stdout).toContain("2000 orders");
});
