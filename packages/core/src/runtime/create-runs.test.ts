import type { Run } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
import { scriptedModel, text, toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import type { RunOverrides } from "../run/run-input.ts";
import { populate, testRuntime, waitingTurn } from "../test-support/world.ts";

const lookUp = { type: "function", function: { name: "look_up" } } as const;

const assistantFields = {
  model: "demo",
  instructions: "Be kind.",
  tools: [lookUp],
  toolResources: { code_interpreter: { fileIds: [], packages: ["numpy"] } },
  temperature: 1,
  topP: 1,
  responseFormat: { type: "json_object" },
  reasoningEffort: "high",
  providerOptions: { openai: { store: true } },
} as const;

async function runWith(overrides: RunOverrides): Promise<Run> {
  const { inhouse } = testRuntime([], { models: () => scriptedModel([text("Done.")]) });
  const assistant = await inhouse.assistants.create(assistantFields);
  const thread = await inhouse.threads.create({ messages: [{ content: "Hi" }] });
  const run = await inhouse.runs.create(thread.id, { assistantId: assistant.id, ...overrides });
  await inhouse.runs.cancel(run.id).catch(() => undefined);
  return run;
}

describe("a run", () => {
  it("takes everything from its assistant where nothing is said", async () => {
    const run = await runWith({});
    const { tools, toolResources, ...kept } = assistantFields;
    expect(run).toMatchObject({
      ...kept,
      toolResources,
      tools: [{ type: "function", function: { name: "look_up" } }],
      status: "queued",
      metadata: {},
      maxPromptTokens: null,
      maxCompletionTokens: null,
      maxSteps: 64,
      truncationStrategy: { type: "auto" },
      toolChoice: "auto",
      parallelToolCalls: true,
      expiresAt: run.createdAt + 600_000,
    });
  });

  const overrides: readonly (readonly [RunOverrides, Partial<Run>])[] = [
    [{ model: "other" }, { model: "other" }],
    [{ instructions: "" }, { instructions: "" }],
    [{ instructions: "Be short." }, { instructions: "Be short." }],
    [{ additionalInstructions: "Be short." }, { instructions: "Be kind.\n\nBe short." }],
    [{ instructions: "", additionalInstructions: "Be short." }, { instructions: "Be short." }],
    [{ additionalInstructions: "" }, { instructions: "Be kind." }],
    [{ tools: [] }, { tools: [] }],
    [{ temperature: 0 }, { temperature: 0 }],
    [{ topP: 0 }, { topP: 0 }],
    [{ parallelToolCalls: false }, { parallelToolCalls: false }],
    [{ responseFormat: { type: "text" } }, { responseFormat: { type: "text" } }],
    [{ reasoningEffort: "none" }, { reasoningEffort: "none" }],
    [{ providerOptions: {} }, { providerOptions: {} }],
    [{ metadata: { a: "" } }, { metadata: { a: "" } }],
    [{ toolChoice: "none" }, { toolChoice: "none" }],
    [{ toolChoice: lookUp }, { toolChoice: lookUp }],
    [
      { maxPromptTokens: 256, maxCompletionTokens: 1, maxSteps: 1 },
      { maxPromptTokens: 256, maxCompletionTokens: 1, maxSteps: 1 },
    ],
    [
      { truncationStrategy: { type: "last_messages", lastMessages: 1 } },
      { truncationStrategy: { type: "last_messages", lastMessages: 1 } },
    ],
    [
      { toolResources: { code_interpreter: { packages: ["scipy"] } } },
      { toolResources: { code_interpreter: { fileIds: [], packages: ["numpy", "scipy"] } } },
    ],
  ];

  it.each(overrides)("differs from its assistant by %j", async (given, expected) => {
    expect(await runWith(given)).toMatchObject(expected);
  });

  it.each([
    "model",
    "instructions",
    "tools",
    "temperature",
    "topP",
    "responseFormat",
    "reasoningEffort",
    "providerOptions",
  ] as const)("takes its assistant's %s for null", async (field) => {
    const run = await runWith({ [field]: null });
    expect(run).toMatchObject({ [field]: assistantFields[field] });
  });

  it("expires when its caller says so", async () => {
    const run = await runWith({ expiresInMs: 60_000 });
    expect(run.expiresAt).toBe(run.createdAt + 60_000);
  });

  it("is not touched by later changes of its assistant and tools", async () => {
    const { inhouse } = testRuntime([toolCall("look_up", {}), text("Done.")]);
    const assistant = await inhouse.assistants.create({
      ...assistantFields,
      toolResources: {},
      responseFormat: null,
    });
    const thread = { messages: [{ content: "Hi" }] };
    const created = await inhouse.runs.createThreadAndRun({ assistantId: assistant.id, thread });
    const waiting = await inhouse.runs.wait(created.id);
    await inhouse.assistants.update(assistant.id, {
      instructions: "Be rude.",
      tools: [],
      temperature: 2,
    });
    await inhouse.assistants.delete(assistant.id);
    const [call] = waiting.requiredAction?.toolCalls ?? [];
    await inhouse.runs.submitToolOutputs(created.id, {
      toolOutputs: [{ toolCallId: call?.id ?? "", output: "x" }],
    });
    const done = await inhouse.runs.wait(created.id);
    expect(done).toMatchObject({ status: "completed", instructions: "Be kind.", temperature: 1 });
    expect(done.tools).toEqual(created.tools);
  });
});

describe("what comes with a run", () => {
  it("is put at the end of the thread before the run starts", async () => {
    const { inhouse } = testRuntime([text("Done.")]);
    const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
    const thread = await inhouse.threads.create({ messages: [{ content: "a" }] });
    const run = await inhouse.runs.create(thread.id, {
      assistantId,
      additionalMessages: [
        { role: "assistant", content: "b" },
        { content: "c", metadata: { m: "1" } },
      ],
    });
    await inhouse.runs.wait(run.id);
    const { data } = await inhouse.messages.list(thread.id, { order: "asc" });
    expect(data.map(({ content: [part] }) => part?.type === "text" && part.text)).toEqual([
      "a",
      "b",
      "c",
      "Done.",
    ]);
    expect(data[2]).toMatchObject({ metadata: { m: "1" }, runId: null });
  });

  it.each(["run", "message", "run_log", "thread"] as const)(
    "is not stored when the storage fails at the %s",
    async (kind) => {
      const { inhouse, storage } = testRuntime([]);
      const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
      const { id } = await inhouse.threads.create();
      const before = storage.dump();
      const fault = new StorageError("The disk is full.", "no");
      const messages = [{ content: "Hi" }];
      storage.failNext(kind, fault);
      await expect(
        inhouse.runs.create(id, { assistantId, additionalMessages: messages }),
      ).rejects.toBe(fault);
      storage.failNext(kind, fault);
      await expect(
        inhouse.runs.createThreadAndRun({ assistantId, thread: { messages } }),
      ).rejects.toBe(fault);
      expect(storage.dump()).toBe(before);
    },
  );

  it("waits with a run that waits behind another", async () => {
    const { inhouse } = testRuntime([waitingTurn, text("First."), text("Second.")]);
    const { assistantId, threadId, runId, toolCallId } = await populate(inhouse);
    const second = await inhouse.runs.create(threadId, {
      assistantId,
      whenBusy: "queue",
      tools: [],
      additionalMessages: [{ content: "And then?" }],
    });
    expect((await inhouse.messages.list(threadId)).data).toHaveLength(1);
    await inhouse.runs.submitToolOutputs(runId, { toolOutputs: [{ toolCallId, output: "x" }] });
    await inhouse.runs.wait(second.id);
    const { data } = await inhouse.messages.list(threadId, { order: "asc" });
    expect(data.map(({ content: [part] }) => part?.type === "text" && part.text)).toEqual([
      "Hello",
      "First.",
      "And then?",
      "Second.",
    ]);
  });
});
