import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example asks a person before it orders, and then orders once", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout).toContain("requires_action [ 'place_order' ]");
  expect(stdout).toContain("I ordered two packets of tea.");
  expect(stdout).toContain("[ { item: 'tea', quantity: 2, id: '100' } ]");
});
