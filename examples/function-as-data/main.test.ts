import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("an assistant that was exported and imported answers with its function", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout.split("\n").slice(0, 2)).toEqual([
    '{"cents":549,"asked":1}',
    '{"cents":999,"asked":2}',
  ]);
});
