import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runEscapeCommand } from "./run-command.ts";

// As a user names it: relative to the working folder, which is not that of the host processes.
const control = relative(
  process.cwd(),
  fileURLToPath(new URL("../controls/node-vm.ts", import.meta.url)),
);
const none = { targets: {}, nodes: {} };

async function run(...words: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runEscapeCommand(words, none, (line) => lines.push(line));
  return { code, lines };
}

test("a target that loses makes the command fail, and the last line says by how much", async () => {
  const { code, lines } = await run("--target", control, "--only", "constructors/of-the-");
  expect(code).toBe(1);
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    target: control,
    attempts: 3,
    escaped: 3,
    hostDied: 0,
    controls: { attempts: 1, lost: 1 },
    failed: true,
    runs: [{ node: process.versions.node, broken: 0, longestPauseMs: expect.any(Number) }],
  });
  expect(lines.join("\n")).toMatch(/Constructors +3 escaped/);
  expect(lines.join("\n")).toContain("constructors/of-the-global-object: escaped, read a file");
});

test("programs that work and attempts that are held make it succeed", async () => {
  const { code, lines } = await run("--target", control, "--suite", "programs", "--only", "words");
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
    runs: [{ programs: { run: 1, failed: 0 } }],
  });
  expect(code).toBe(0);
});

test("a name that nothing has makes it fail, and not succeed with nothing run", async () => {
  const { code, lines } = await run("--target", control, "--only", "no such attempt");
  expect([code, lines.at(-1)]).toEqual([
    2,
    "Nothing was run: none has 'no such attempt' in its name. --list names the attempts.",
  ]);
});

test("names are listed without running anything, and without a target it says how to name one", async () => {
  const { code, lines } = await run("--list", "--only", "modules/a-static-import");
  expect([code, lines[0]]).toEqual([0, "javascript modules/a-static-import"]);
  expect(await run()).toEqual({ code: 2, lines: [expect.stringContaining("--target")] });
});
