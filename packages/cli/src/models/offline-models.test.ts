import type { Message, Run } from "@inhouse/contracts";
import type { CreateAssistant, Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { memoryStorage } from "@inhouse/storage-memory";
import { codeInterpreter } from "@inhouse/tool-python";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OfflineModelName } from "./offline-models.ts";
import { offlineModels } from "./offline-models.ts";

let inhouse: Runtime;
let waits: number[];

beforeEach(() => {
  waits = [];
  const models = offlineModels({ sleep: async (ms) => void waits.push(ms) });
  const tools = [codeInterpreter()];
  inhouse = createRuntime({ models, storage: memoryStorage(), tools });
});

afterEach(() => inhouse.close({ drainMs: 0 }));

async function ask(
  model: OfflineModelName,
  content: string,
  tools: NonNullable<CreateAssistant["tools"]> = [],
): Promise<Run> {
  const assistant = await inhouse.assistants.create({ model, tools });
  const thread = { messages: [{ content }] };
  const run = await inhouse.runs.createThreadAndRun({ assistantId: assistant.id, thread });
  return inhouse.runs.wait(run.id);
}

async function lastWords(run: Run): Promise<string | undefined> {
  const { data } = await inhouse.messages.list(run.threadId, { limit: 1 });
  return data[0]?.content.map(textOf).join("");
}

function textOf(part: Message["content"][number]): string {
  return part.type === "text" ? part.text : "";
}

const weather = {
  type: "function",
  function: {
    name: "weather",
    parameters: {
      type: "object",
      properties: { city: { type: "string", minLength: 1 }, days: { type: "integer" } },
      required: ["city"],
    },
  },
} as const;

describe("offline models", () => {
  it("echo says what the user said", async () => {
    const run = await ask("echo", "Guten Tag, Welt! 🌍");
    expect(run.status).toBe("completed");
    expect(await lastWords(run)).toBe("Guten Tag, Welt! 🌍");
  });

  it("call-function calls the first function, and answers from its output", async () => {
    const run = await ask("call-function", "Go.", [weather]);
    expect(run.status).toBe("requires_action");
    const [call] = run.requiredAction?.toolCalls ?? [];
    expect(call?.name).toBe("weather");
    expect(JSON.parse(call?.arguments ?? "")).toEqual({ city: expect.stringMatching(/./) });
    const toolOutputs = [{ toolCallId: call?.id ?? "", output: "42 degrees" }];
    await inhouse.runs.submitToolOutputs(run.id, { toolOutputs });
    const done = await inhouse.runs.wait(run.id);
    expect(done.status).toBe("completed");
    expect(await lastWords(done)).toBe("weather returned: 42 degrees");
  });

  it("call-function says that there is no function", async () => {
    expect(await lastWords(await ask("call-function", "Go."))).toMatch(/no function/);
  });

  it("code runs Python, and answers from what it printed", async () => {
    const run = await ask("code", "Go.", [{ type: "code_interpreter" }]);
    expect(run.status).toBe("completed");
    expect(await lastWords(run)).toContain(String((100 * 101 * 201) / 6));
  });

  it("fail fails", async () => {
    const run = await ask("fail", "Go.");
    expect(run).toMatchObject({ status: "failed", lastError: { code: "server_error" } });
  });

  it("slow writes a delta every 200 ms for a minute", async () => {
    const run = await ask("slow", "Go.");
    expect(waits).toEqual(Array.from({ length: 300 }, () => 200));
    expect(await lastWords(run)).toHaveLength(300 * 16);
  });
});
