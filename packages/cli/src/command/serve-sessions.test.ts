import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TurnFunction } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";
import { startFakeOpenAI } from "@inhouse/model-scripted/http";
import { OpenAI } from "openai";
import { expect, it, onTestFinished } from "vitest";

const program = join(import.meta.dirname, "../bin.ts");

/** Runs the code on the thread by a server of its own. */
async function runServed(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  ask: (openai: OpenAI) => Promise<string>,
): Promise<string> {
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "--quiet", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env.PATH, ...env },
  });
  const closed = once(child, "close");
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return await ask(new OpenAI({ baseURL: JSON.parse(String(line)).openai, apiKey: "none" }));
  } finally {
    child.kill("SIGTERM");
    expect(await closed).toEqual([0, null]);
  }
}

it("inhouse serve goes on with the Python sessions of the server before, where it has their key", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-serve-sessions-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const codes = ["counted = iter(range(5)); next(counted)", "next(counted)", "next(counted)"];
  const script: TurnFunction = ({ toolResults }) =>
    toolResults.length > 0
      ? `It is ${toolResults[0]?.text}`
      : toolCall("code_interpreter", { code: codes.shift() ?? "" });
  const fake = await startFakeOpenAI({ models: { "gpt-5": script } });
  onTestFinished(() => fake.close());
  const storage = ["--storage", `sqlite:${join(folder, "inhouse.db")}`];
  const env = { OPENAI_API_KEY: "none", OPENAI_BASE_URL: fake.baseURL };
  const signed = { ...env, INHOUSE_SESSION_KEY: "a key that is as long as a key has to be" };
  let threadId = "";
  const count = async (openai: OpenAI): Promise<string> => {
    const { assistants, threads } = openai.beta;
    const { id } = await assistants.create({
      model: "gpt-5",
      tools: [{ type: "code_interpreter" }],
    });
    threadId ||= (await threads.create()).id;
    await threads.messages.create(threadId, { role: "user", content: "Count." });
    const run = await threads.runs.createAndPoll(threadId, { assistant_id: id });
    expect(run.status).toBe("completed");
    const [message] = (await threads.messages.list(threadId)).data;
    const [part] = message?.content ?? [];
    return part?.type === "text" ? part.text.value : "";
  };
  await runServed(storage, signed, count);
  expect(await runServed(storage, signed, count)).toContain("value:\n1\n");
  expect(await runServed(storage, env, count)).toContain("NameError");
});
