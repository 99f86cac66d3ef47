import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the code of the example calls tools, and the model reads what came of it", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toContain('orders {"customer":"Cy"} completed by the code');
  expect(stdout).toContain("{'Ada': 1155, 'Bo': 1155, 'Cy': 1155}");
});

test("the code of the other example waits for a person's word on each refund, and goes on", async () => {
  const example = join(import.meta.dirname, "approve.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout.match(/May the code do this\?/g)).toHaveLength(2);
  expect(stdout).toContain("['Ada got 5 euros.', 'Cy got 8 euros.']");
});
