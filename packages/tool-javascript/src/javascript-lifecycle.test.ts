import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { promisify } from "node:util";
import { RuntimeClosedError } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { javascript } from "./javascript.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { runTool } from "./test-support/tool-run.ts";

const stubborn = `const a = new Float64Array(1e6).map((_, i) => -i);
console.log('running'); for (;;) a.toSorted()`;

test("a hundred calls leave nothing behind", async () => {
  await using tool = javascript({ maxWorkers: 1 });
  const calls = async (count: number): Promise<number> => {
    for (let call = 0; call < count; call += 1) {
      await runTool(tool, "globalThis.kept = new Uint8Array(5e6).fill(1); 1");
    }
    return process.memoryUsage().rss;
  };
  const early = await calls(20);
  // If every call left its five million bytes, there would be four hundred million more.
  expect((await calls(80)) - early).toBeLessThan(200e6);
});

test.runIf(existsSync("/proc/self/task"))("no thread is left after close", async () => {
  const threads = (): number => readdirSync("/proc/self/task").length;
  const first = javascript();
  // Node's own pool of threads starts with the first file that is read.
  await runTool(first, "0");
  await first.close();
  const tool = javascript({ maxWorkers: 2 });
  const before = threads();
  await Promise.all([runTool(tool, "1"), runTool(tool, "2")]);
  const during = threads();
  await tool.close();
  expect([during - before, threads() - before]).toEqual([2, 0]);
});

test("what runs and what waits ends at close", async () => {
  const tool = javascript({ maxWorkers: 1, clock: new ManualClock() });
  const onOutput = (): void => void tool.close();
  const calls = [runTool(tool, stubborn, { onOutput }), runTool(tool, "1")];
  await Promise.all(calls.map((call) => expect(call).rejects.toThrow(RuntimeClosedError)));
  await expect(tool.warmUp()).rejects.toThrow(RuntimeClosedError);
});

test("an idle worker keeps no process alive, and an import loads no engine", async () => {
  const script = `
    import { javascript } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const context = { idempotencyKey: "k", startedAt: 0, signal: new AbortController().signal, onOutput() {},
      tools: { list: () => [] } };
    const call = { name: "javascript", input: { code: "6 * 7" }, definition: { type: "javascript" } };
    const { output } = await javascript().execute(call, context);
    console.log(output);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", script],
    { timeout: 50_000 },
  );
  expect(stdout).toContain("value:\n42");
});

test("a program that awaits `close` while code runs goes on behind it", async () => {
  const script = `
    import { javascript } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    const tool = javascript();
    const running = Promise.withResolvers();
    const context = { idempotencyKey: "k", startedAt: 0, signal: new AbortController().signal,
      onOutput: running.resolve, tools: { list: () => [] } };
    const call = { name: "javascript", input: { code: "console.log(1); for (;;);" }, definition: { type: "javascript" } };
    tool.execute(call, context).catch(() => {});
    await running.promise;
    await tool.close();
    console.log("goes on");`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    script,
  ]);
  expect(stdout).toBe("goes on\n");
});
