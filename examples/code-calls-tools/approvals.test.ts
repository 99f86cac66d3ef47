import type { Run } from "@inhouse/core";
import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { codeInterpreter } from "@inhouse/tool-python";
import { expect, test } from "vitest";
import { z } from "zod";

const first = `
import random
count, told, draws = 1, open("/home/user/log", "w+"), []
told.write("begun")`;
const second = `
import tools
count += 1
draws.append(random.random())
told.write(f", {count}")
before = tools.balance(customer="Ada")
try:
    answer = tools.refund(customer="Ada", euros=draws[0])
except tools.ToolError as error:
    answer = str(error)
told.seek(0)
(count, len(draws), told.read(), before, answer)`;

/** Everything that outlives a process. */
function ground() {
  const paid: number[] = [];
  let asked = 0;
  const balance = functionTool({
    name: "balance",
    description: "What a customer has",
    parameters: z.object({ customer: z.string() }),
    execute: () => `asked ${++asked} times`,
  });
  const refund = functionTool({
    name: "refund",
    description: "Gives money back",
    parameters: z.object({ customer: z.string(), euros: z.number() }),
    needsApproval: true,
    execute: ({ euros }) => {
      paid.push(euros);
      return "refunded";
    },
  });
  const left = new Map([
    ["Refund Ada.", [first, second]],
    ["What is left?", ["(count, len(draws))"]],
  ]);
  const model = scriptedModel(({ lastUserText, toolResults }) => {
    const code = left.get(lastUserText)?.shift();
    const told = toolResults.at(-1)?.text ?? "";
    return code === undefined ? told : toolCall("code_interpreter", { code });
  });
  return { storage: memoryStorage(), model, tools: [balance, refund], paid };
}

type Ground = ReturnType<typeof ground>;

function startProcess({ storage, model, tools }: Ground, mode: "worker" | "process") {
  const sessionStore = { blobs: storage.blobs, key: "a key that is as long as a key has to be" };
  const python = codeInterpreter({ mode, keepSpare: false, sessionStore });
  return createRuntime({
    models: { demo: model },
    // Closing one process must not close the other's storage.
    storage: { ...storage, close: async () => {} },
    tools: [python, ...tools],
  });
}

type Inhouse = ReturnType<typeof startProcess>;

async function start(inhouse: Inhouse): Promise<Run> {
  const { id: assistantId } = await inhouse.assistants.create({
    model: "demo",
    tools: [
      { type: "code_interpreter" },
      { type: "function", function: { name: "balance" } },
      { type: "function", function: { name: "refund" } },
    ],
  });
  const thread = { messages: [{ role: "user", content: "Refund Ada." }] } as const;
  return inhouse.runs.createThreadAndRun({ assistantId, thread });
}

async function answer(inhouse: Inhouse, runId: string, approved: boolean): Promise<void> {
  const { requiredAction } = await inhouse.runs.retrieve(runId);
  const approvals = (requiredAction?.approvals ?? []).map(({ toolCall: { id }, inputHash }) => {
    return { toolCallId: id, inputHash, approved };
  });
  expect(approvals).toHaveLength(1);
  await inhouse.runs.submitToolOutputs(runId, { approvals });
}

async function lastText(inhouse: Inhouse, { threadId }: Run): Promise<string> {
  const [message] = (await inhouse.messages.list(threadId)).data;
  const [part] = message?.content ?? [];
  return part?.type === "text" ? part.text : "";
}

test.each(["worker", "process"] as const)(
  "in the mode %s, Python waits for a person's word, and goes on in another process from where its call began",
  async (mode) => {
    const all = ground();
    const before = startProcess(all, mode);
    const run = await start(before);
    expect((await before.runs.wait(run.id)).status).toBe("requires_action");
    await before.close();
    expect(all.paid).toEqual([]);

    await using after = startProcess(all, mode);
    await answer(after, run.id, true);
    expect((await after.runs.wait(run.id)).status).toBe("completed");
    expect(await lastText(after, run)).toContain(
      "value:\n(2, 1, 'begun, 2', 'asked 1 times', 'refunded')",
    );
    expect(all.paid).toHaveLength(1);
  },
);

test("in the same process it goes on without a word about it, and a person's refusal is an error of the call", async () => {
  const all = ground();
  await using inhouse = startProcess(all, "worker");
  const run = await start(inhouse);
  expect((await inhouse.runs.wait(run.id)).status).toBe("requires_action");
  await answer(inhouse, run.id, false);
  expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
  expect(await lastText(inhouse, run)).toBe(
    "value:\n(2, 1, 'begun, 2', 'asked 1 times', 'The user did not allow this call.')",
  );
  expect(all.paid).toEqual([]);
});

test("a session goes on from before the call when the run is cancelled while it waits", async () => {
  const all = ground();
  await using inhouse = startProcess(all, "worker");
  const run = await start(inhouse);
  expect((await inhouse.runs.wait(run.id)).status).toBe("requires_action");
  await inhouse.runs.cancel(run.id);
  const { assistantId, threadId } = run;
  await inhouse.messages.create(threadId, { content: "What is left?" });
  const next = await inhouse.runs.create(threadId, { assistantId });
  expect((await inhouse.runs.wait(next.id)).status).toBe("completed");
  expect(await lastText(inhouse, run)).toBe("value:\n(1, 0)");
});
