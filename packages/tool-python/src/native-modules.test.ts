import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveLimits } from "./limits.ts";
import type { Interpreter } from "./session/interpreter.ts";
import { pythonStarter } from "./session/python-starter.ts";
import { openWorkerTransport } from "./session/worker-transport.ts";
import { systemClock } from "./system-clock.ts";
import { nativeModule } from "./test-support/native-module.ts";

let worker: Interpreter;

beforeAll(async () => {
  const start = pythonStarter({
    limits: resolveLimits({}),
    clock: systemClock,
    pyodideUrl: null,
    snapshotFolder: null,
    packages: async () => null,
    open: openWorkerTransport,
  });
  worker = await start();
  worker.write("/outputs/native.so", nativeModule("native"));
  worker.write("/outputs/other.so", nativeModule("other"));
});

afterAll(() => worker.terminate("closed"));

async function load(name: string): Promise<string> {
  const outcome = await worker.run({
    code: `from importlib import machinery, util
path = "/outputs/${name}.so"
loader = machinery.ExtensionFileLoader("${name}", path)
util.module_from_spec(util.spec_from_file_location("${name}", path, loader=loader))`,
    signal: new AbortController().signal,
    onOutput: () => {},
    callTool: () => Promise.reject(new Error("no tools are called here")),
  });
  if (outcome.type === "lost") return `${outcome.reason}: ${outcome.detail}`;
  const failure = outcome.done.failure;
  return `${failure?.name}: ${failure?.message}`;
}

test("no native module is loaded", async () => {
  expect(await load("native")).toMatch(/^ImportError: /);
});

test("one whose hash is listed is loaded and runs, and no other is", async () => {
  worker.allowWasm(createHash("sha256").update(nativeModule("native")).digest("hex"));
  expect(await load("native")).toBe("MemoryError: ");
  expect(await load("other")).toMatch(/^ImportError: /);
});
