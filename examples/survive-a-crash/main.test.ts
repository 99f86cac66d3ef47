import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the example loses its process and nothing else", async () => {
  const example = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [example]);
  const second = stdout.split("\n").filter((line) => line.startsWith("second process"));
  const last = Number(/killed behind event (\d+)/.exec(stdout)?.[1]);
  expect(Number.parseInt(second[0]?.slice("second process".length) ?? "", 10)).toBe(last + 1);
  // The half answer is void, and a whole one follows.
  expect(second.some((line) => line.includes("thread.message.deleted"))).toBe(true);
  expect(second.some((line) => line.includes("thread.run.step.failed"))).toBe(true);
  expect(second.at(-1)).toContain("thread.run.completed");
  expect(stdout).toContain("The run is completed. One parcel sent.");
  expect(stdout).toContain("closed again.");
});
