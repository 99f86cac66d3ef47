import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example runs the program of the hosted API, and ends", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  expect(stdout.split("\n")).toEqual([
    'weather({"city":"Oslo"})',
    "assistant: Yes: it rains in Oslo.",
    "user: Do I need an umbrella in Oslo?",
    "",
  ]);
});
