import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("Python reads a file of the thread, keeps what it has, makes a file, and explains an error", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toContain("[('Bergen', 900)]\nthe model reads: stdout:\n{'Oslo': 700, ");
  expect(stdout).toContain("totals.csv: Bergen,900\nOslo,700\n");
  expect(stdout).toContain("error: PythonError (line 1): TypeError");
  expect(stdout.trimEnd()).toMatch(/session: kept\..*$/);
});
