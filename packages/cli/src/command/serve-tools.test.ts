import type { ChildProcessByStdio } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const program = join(import.meta.dirname, "../bin.ts");
const key = "sk-test";
const ownTools = `export default [{
  type: "shout",
  functions: () => [{ name: "shout", description: "Shouts", parameters: { type: "object", properties: {} } }],
  execute: async () => ({ output: "HELLO" }),
}];`;
let folder: string;
let child: ChildProcessByStdio<null, Readable, null>;
let urls: { readonly openai: string; readonly dashscope: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "inhouse-serve-tools-"));
  writeFileSync(join(folder, "tools.mjs"), ownTools);
  const args = ["serve", "--scripted", "--port", "0", "--quiet", "--api-key", key];
  child = spawn(
    process.execPath,
    [program, ...args, "--allow", "storage", "--tools", "tools.mjs"],
    {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: folder,
    },
  );
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  urls = JSON.parse(String(line));
});

afterAll(async () => {
  const closed = once(child, "close");
  child.kill("SIGTERM");
  await closed;
  rmSync(folder, { recursive: true });
});

// biome-ignore lint/suspicious/noExplicitAny: what a client of the wire reads
async function dashscope(method: string, path: string, body?: object): Promise<any> {
  const response = await fetch(urls.dashscope + path, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text);
}

const isPng = (bytes: ArrayBuffer): boolean =>
  Buffer.from(bytes).subarray(0, 8).toString("latin1") === "\x89PNG\r\n\x1a\n";

/** A tool that the types of OpenAI's SDK do not know. */
const tool = (entry: object) => entry as OpenAI.Beta.AssistantTool;

describe("inhouse serve --scripted", () => {
  it("lets a client of OpenAI's API try a drawing assistant", async () => {
    const openai = new OpenAI({ baseURL: urls.openai, apiKey: key, maxRetries: 0 });
    const { assistants, threads } = openai.beta;
    const assistant = await assistants.create({
      model: "draw",
      tools: [tool({ type: "text_to_image" })],
    });
    const thread = await threads.create();
    await threads.messages.create(thread.id, { role: "user", content: "A fox at night" });
    const run = await threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    expect(run.status).toBe("completed");
    const [answer] = (await threads.messages.list(thread.id)).data;
    const ids = (answer?.content ?? []).flatMap((part) =>
      part.type === "image_file" ? [part.image_file.file_id] : [],
    );
    expect(ids).toHaveLength(1);
    const image = await openai.files.content(ids[0] ?? "");
    expect(isPng(await image.arrayBuffer())).toBe(true);
    expect((await openai.files.retrieve(ids[0] ?? "")).filename).toBe("a-fox-at-night-1.png");
  });

  it("lets a client of DashScope's API try one", async () => {
    const assistant = await dashscope("POST", "/assistants", {
      model: "draw",
      tools: [{ type: "text_to_image" }],
    });
    const thread = await dashscope("POST", "/threads", {});
    const path = `/threads/${thread.id}`;
    await dashscope("POST", `${path}/messages`, { role: "user", content: "A hen" });
    const { id } = await dashscope("POST", `${path}/runs`, { assistant_id: assistant.id });
    let status = "queued";
    while (["queued", "in_progress"].includes(status)) {
      ({ status } = await dashscope("GET", `${path}/runs/${id}`));
    }
    expect(status).toBe("completed");
    const steps = await dashscope("GET", `${path}/runs/${id}/steps?order=asc`);
    const { step_details } = steps.data.find((one: { type: string }) => one.type === "tool_calls");
    const [call] = step_details.tool_calls;
    const { task_status, results } = JSON.parse(call.text_to_image.output);
    expect([task_status, results.length]).toEqual(["SUCCEEDED", 1]);
    // As clients of the hosted API do: without a key.
    const image = await fetch(results[0].url);
    expect(isPng(await image.arrayBuffer())).toBe(true);
  });

  it("runs a refusal, a function kept as data and a tool of the operator's own", async () => {
    const openai = new OpenAI({ baseURL: urls.openai, apiKey: key, maxRetries: 0 });
    const ask = async (model: string, entry: object, content: string): Promise<string> => {
      const { assistants, threads } = openai.beta;
      const { id: assistant_id } = await assistants.create({ model, tools: [tool(entry)] });
      const thread = { messages: [{ role: "user" as const, content }] };
      const run = await threads.createAndRunPoll({ assistant_id, thread });
      expect(run.status).toBe("completed");
      const [answer] = (await threads.messages.list(run.thread_id)).data;
      const parts = answer?.content.map((part) => (part.type === "text" ? part.text.value : ""));
      return parts?.join("") ?? "";
    };
    expect(await ask("draw", { type: "text_to_image" }, "Something forbidden")).toContain(
      "The image model refuses to make this image",
    );
    const counts = {
      type: "javascript_function",
      name: "count",
      description: "Counts its calls",
      parameters: { type: "object", properties: {} },
      source: `export default async (input, { storage }) => {
        const calls = ((await storage.get("calls")) ?? 0) + 1;
        await storage.set("calls", calls);
        return { calls };
      };`,
      capabilities: { storage: true },
    };
    expect(await ask("call-function", counts, "Go.")).toBe('count returned: {"calls":1}');
    expect(await ask("call-function", { type: "shout" }, "Go.")).toBe("shout returned: HELLO");
    await expect(
      ask("call-function", { ...counts, capabilities: { files: "read" } }, "Go."),
    ).rejects.toThrow(/tools\[0\]\.capabilities\.files/);
  });
});
