import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UnsupportedRuntimeError } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { afterAll, describe, expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { nodeVersion, permissionsCoverNetwork } from "./session/node-version.ts";
import { planLaunch } from "./session/process-launch.ts";
import { findLauncher } from "./session/process-launcher.ts";
import { hostileNode } from "./test-support/hostile-node.ts";
import { TestThread } from "./test-support/test-thread.ts";

const folder = mkdtempSync(join(tmpdir(), "python-process-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the process around the sandbox has no environment, files, programs, threads, made-up code or network", async () => {
  const secret = join(folder, "secret.txt");
  writeFileSync(secret, "secret");
  const server = createServer((_request, response) => response.end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const probe = fileURLToPath(new URL("test-support/walls-probe.ts", import.meta.url));
  const launcher = await findLauncher({});
  const launch = planLaunch({
    nodePath: process.execPath,
    electron: false,
    launcher: launcher.prefix,
    entry: probe,
    readable: [probe],
  });
  const port = String((server.address() as AddressInfo).port);
  const { stdout } = await promisify(execFile)(launch.command, [...launch.args, secret, port], {
    env: launch.env,
    cwd: "/",
  });
  server.close();
  const version = await nodeVersion(undefined);
  const walled = launcher.cutsNetwork || (version !== null && permissionsCoverNetwork(version));
  expect(JSON.parse(stdout)).toEqual({
    environment: [],
    folder: "/",
    read: "refused: Error",
    write: "refused: Error",
    spawn: "refused: Error",
    thread: "refused: Error",
    code: "refused: EvalError",
    network: walled ? "refused" : "reached",
  });
  expect(existsSync(`${secret}.new`)).toBe(false);
});

describe("a process that was taken over", () => {
  const run = async (script: string): Promise<{ output: string; later: string }> => {
    const nodePath = hostileNode(folder, "v24.0.0", script);
    await using tool = codeInterpreter({
      mode: "process",
      process: { nodePath },
      limits: { printedBytes: 100_000, outputTotalBytes: 1000 },
    });
    const { output } = await new TestThread(tool, "hostile").run("1");
    return { output, later: "alive" };
  };
  const lost =
    /error: SessionLost: .*\nreason: crashed\nhint: .*\nretryable: yes\nsession: lost\./s;

  test.each([
    ["announces a frame of 4 GB", `send('{"type":"ready"}'); next(); raw(header(0xffffffff, 0))`],
    ["announces 4 GB of bytes", `send('{"type":"ready"}'); next(); raw(header(2, 0xffffffff))`],
    ["sends no JSON", `send('{"type":"ready"}'); next(); send('{')`],
    ["nests too deep", `send('{"type":"ready"}'); next(); send('['.repeat(900000), 'x')`],
    [
      "points outside of its bytes",
      `send('{"type":"ready"}'); next(); send('{"#bytes":[0,9]}', 'x')`,
    ],
    ["says twice that it is ready", `send('{"type":"ready"}'); next(); send('{"type":"ready"}')`],
    [
      "answers a call that nobody made",
      `const done = '{"type":"done","value":null,"exitCode":null,"failure":null,"overflowed":false,"files":[],"skipped":[],"unwritten":[]}';
      raw(Buffer.concat([frame('{"type":"ready"}'), frame(done)]))`,
    ],
    [
      "prints without an end",
      `send('{"type":"ready"}'); next(); for (;;) send('{"type":"output","stream":"stdout","text":"x"}')`,
    ],
    ["ends itself", `send('{"type":"ready"}'); next(); process.exit(3)`],
  ])("and %s is ended, and the model is told", async (_title, script) => {
    expect((await run(script)).output).toMatch(lost);
  });

  test("and runs out of memory takes nothing else with it, and the model is told why", async () => {
    const { output } = await run(
      `send('{"type":"ready"}'); next(); const held = []; for (;;) held.push(new Array(1e6).fill({}).map(() => ({})))`,
    );
    expect(output).toMatch(/^error: MemoryLimit: /);
  });

  test("before it is ready is a HostFailure", async () => {
    expect((await run("process.exit(7)")).output).toMatch(/^error: HostFailure: .*code 7/);
  });
});

test.each([
  ["is too old for the permission model", "v22.12.0"],
  ["is something else", "no version"],
])(
  "a Node.js that %s is refused by a typed error, and nothing weaker is started",
  async (_t, version) => {
    const nodePath = hostileNode(folder, version, "");
    await using tool = codeInterpreter({ mode: "process", process: { nodePath } });
    await expect(tool.warmUp()).rejects.toThrow(UnsupportedRuntimeError);
    const { output, isError } = await new TestThread(tool, "t").run("1");
    expect(isError).toBe(true);
    expect(output).toMatch(/^error: UnsupportedRuntime: .*22\.13 or newer/);
    expect(output).toContain("session: untouched.");
  },
);

const host = (code: string, more = ""): string => `
import { codeInterpreter } from ${JSON.stringify(new URL("index.ts", import.meta.url).href)};
const tool = codeInterpreter({ mode: "process" });
await tool.warmUp();
const context = { tenant: "t", threadId: "t", signal: new AbortController().signal,
  onOutput: ({ text }) => process.stdout.write(text), files: { list: async () => [] } };
const call = { name: "code_interpreter", input: { code: ${JSON.stringify(code)} }, definition: { type: "code_interpreter" } };
const { output } = await tool.execute(call, context);
console.log(output);${more}`;

/** The processes that a process has started. */
async function childrenOf(pid: number): Promise<number[]> {
  const listed = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(listed)) return readFileSync(listed, "utf8").trim().split(" ").map(Number);
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("a session of a process goes on in another process, and in a thread", async () => {
  const sessionStore = { blobs: memoryStorage().blobs, key: "k".repeat(32) };
  const outputs: string[] = [];
  for (const mode of ["process", "process", "worker"] as const) {
    await using tool = codeInterpreter({ mode, sessionStore, keepSpare: false });
    const code = "kept = globals().get('kept', 0) + 1\nkept";
    outputs.push((await new TestThread(tool, "kept").run(code)).output);
  }
  expect(outputs.map((output) => /^value:\n(\d)/.exec(output)?.[1])).toEqual(["1", "2", "3"]);
});

test("an idle session keeps no process alive", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    host("6 * 7"),
  ]);
  expect(stdout).toContain("value:\n42");
});

test.each([
  ["idle", "print('here')", "console.log('idle'); setTimeout(() => {}, 1e6)"],
  ["busy in Python", "print('here', flush=True)\nwhile True: pass", ""],
  ...(process.platform === "linux"
    ? [["busy in C", "print('here', flush=True)\nsum(range(10**15))", ""]]
    : []),
])("no process is left behind by a host that is killed while it is %s", async (_t, code, more) => {
  const parent = spawn(process.execPath, [
    "--input-type=module",
    "--eval",
    host(code ?? "", `\n${more}`),
  ]);
  await once(parent.stdout, "data");
  const children = await childrenOf(parent.pid ?? 0);
  expect(children).toHaveLength(1);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  for (const child of children) await untilGone(child);
});
