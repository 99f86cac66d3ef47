import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const example = join(import.meta.dirname, "main.ts");

test("the example in README.md is this file, word for word, and at most 20 lines long", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  const source = readFileSync(example, "utf8");
  expect(blocks).toEqual([source]);
  expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
});

test("the example streams its run, ends well and shows both messages", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("thread.run.created");
  expect(lines).toContain("thread.message.delta");
  expect(lines).toContain("thread.run.completed");
  expect(lines).toContain("completed");
  expect(stdout).toMatch(
    /user .*Do I need an umbrella in Oslo\?.*assistant .*Yes: it rains in Oslo\./s,
  );
});
