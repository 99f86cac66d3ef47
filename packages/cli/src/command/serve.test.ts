import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const program = join(import.meta.dirname, "../bin.ts");
let folder: string;
let children: ChildProcessWithoutNullStreams[];

beforeEach(async () => {
  children = [];
  folder = await mkdtemp(join(tmpdir(), "serve-"));
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program, without any variable of the environment that it would heed. */
function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { PATH, ...env } });
  children.push(child);
  let stdout = "";
  let stderr = "";
  const ready = new Promise<Ready>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (/^\{.*\n/.test(stdout)) resolve(JSON.parse(stdout.split("\n")[0] ?? ""));
    });
    child.on("close", () => reject(new Error(`It ended: ${stderr}`)));
  });
  ready.catch(() => undefined);
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, "close").then(([code]): Ended => ({ code, stdout, stderr }));
  return { child, ready, ended };
}

interface Ready {
  readonly url: string;
  readonly openai: string;
  readonly models: readonly string[] | null;
}

async function post(url: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("inhouse serve", () => {
  it("says once where it is, and stops cleanly while a stream is open", async () => {
    const { child, ready, ended } = start(["serve", "--port", "0", "--scripted"]);
    const { openai, models } = await ready;
    expect(models).toEqual(["echo", "call-function", "code", "draw", "slow", "fail"]);
    const assistant = await (await post(`${openai}/assistants`, { model: "slow" })).json();
    const thread = { messages: [{ role: "user", content: "Go." }] };
    const body = { assistant_id: (assistant as { id: string }).id, thread, stream: true };
    const stream = await post(`${openai}/threads/runs`, body);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    child.kill("SIGTERM");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr.split("\n")[0]).toMatch(/^POST \/v1\/assistants 200 /);
    expect(stderr).not.toContain("Error");
  });

  it("stops when the script that started it is gone, which keeps SIGTERM for itself", async () => {
    const args = [program, "serve", "--port", "0", "--scripted"];
    const start = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(args)}, { stdio: "inherit" })`;
    const env = { PATH: process.env.PATH, npm_lifecycle_event: "serve" };
    const launcher = spawn(process.execPath, ["-e", start], { cwd: folder, env });
    children.push(launcher);
    const [line] = (await once(launcher.stdout, "data")) as [Buffer];
    const { url } = JSON.parse(String(line)) as Ready;
    expect((await fetch(`${url}/v1/assistants`)).status).toBe(200);
    const closed = once(launcher.stdout, "close");
    launcher.kill("SIGKILL");
    // The server holds the other end.
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });

  it.each([
    ["lowdb", "data"],
    ["sqlite", "data.db"],
  ])("keeps everything in %s from one start to the next", async (kind, place) => {
    const args = ["serve", "--port", "0", "--scripted", "--quiet", "--storage", `${kind}:${place}`];
    const first = start(args);
    const { openai } = await first.ready;
    const made = (await (await post(`${openai}/assistants`, { model: "echo" })).json()) as object;
    first.child.kill("SIGINT");
    expect(await first.ended).toMatchObject({ code: 0 });
    const second = start(args);
    const again = await fetch(`${(await second.ready).openai}/assistants`);
    expect(await again.json()).toMatchObject({ data: [made] });
    second.child.kill("SIGTERM");
    expect(await second.ended).toMatchObject({ code: 0 });
  });

  it("asks for the keys of its environment", async () => {
    const env = { INHOUSE_API_KEYS: "sk-1,team:sk-2" };
    const { ready } = start(["serve", "--port", "0", "--scripted"], env);
    const { openai } = await ready;
    const statuses = ["sk-1", "sk-2", "sk-3"].map(async (key) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${openai}/assistants`, { headers })).status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 200, 401]);
  });

  it.each([
    [[], /^Say what to do/],
    [["serve", "--nonsense"], /Unknown option '--nonsense'/],
    [["serve", "--scripted", "--host", "0.0.0.0"], /add --api-key KEY, or --insecure/],
    [["serve", "--port", "0"], /'OPENAI_API_KEY' must be set/],
    [["serve", "--scripted", "--allow", "all"], /'--allow' must be storage, files:read/],
    [["serve", "--scripted", "--tools", "gone.mjs"], /'--tools' must be the path of a module/],
  ])("refuses %j with one line and exit code 2", async (args, message) => {
    const { code, stdout, stderr } = await start(args).ended;
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("prints help", async () => {
    const { code, stdout } = await start(["serve", "--help"]).ended;
    expect(code).toBe(0);
    for (const option of ["--port", "--storage", "--scripted", "--api-key", "--insecure"]) {
      expect(stdout).toContain(option);
    }
  });

  it("says in one line that its port is taken, or its storage cannot be opened", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    const taken = await start(["serve", "--scripted", "--port", String(port)]).ended;
    other.close();
    expect(taken).toMatchObject({ code: 1, stdout: "" });
    expect(taken.stderr).toMatch(/^listen EADDRINUSE.*\n$/);
    const storage = `sqlite:${join(folder, "no/such/folder/data.db")}`;
    const closed = await start(["serve", "--scripted", "--port", "0", "--storage", storage]).ended;
    expect(closed).toMatchObject({ code: 1, stdout: "" });
    expect(closed.stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});
