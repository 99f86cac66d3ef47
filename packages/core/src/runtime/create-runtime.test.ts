import { scriptedModel, text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { functionTool } from "../tools/function-tool.ts";
import { createRuntime } from "./create-runtime.ts";

it("answers a message on a thread, and streams the same events live and after the end", async () => {
  const model = scriptedModel([text("Hello, world. This is a longer answer.")]);
  await using inhouse = createRuntime({
    models: { demo: model },
    storage: memoryStorage(),
    onError: (e) => console.error(e),
  });
  const assistant = await inhouse.assistants.create({ model: "demo", instructions: "Be kind." });
  const thread = await inhouse.threads.create();
  await inhouse.messages.create(thread.id, { content: "Hi" });
  const run = await inhouse.runs.create(thread.id, { assistantId: assistant.id });
  expect(run.status).toBe("queued");
  const live = [];
  for await (const event of inhouse.runs.stream(run.id)) live.push(event);
  const done = await inhouse.runs.wait(run.id);
  expect(done).toMatchObject({ status: "completed", lastError: null });
  const late = [];
  for await (const event of inhouse.runs.stream(run.id)) late.push(event);
  expect(late).toEqual(live);
  expect(late.map((e) => e.sequence)).toEqual(late.map((_, i) => i + 1));
  const messages = await inhouse.messages.list(thread.id);
  expect(messages.data[0]?.content).toEqual([
    { type: "text", text: "Hello, world. This is a longer answer.", annotations: [] },
  ]);
  model.assertComplete();
});

it("runs function tools, and shows calls and answer as steps of their own", async () => {
  const model = scriptedModel([
    [text("Let me see."), toolCall("add", { a: 1, b: 2 }), toolCall("add", { a: 3, b: 4 })],
    text("3 and 7"),
  ]);
  await using inhouse = createRuntime({
    models: { demo: model },
    storage: memoryStorage(),
    tools: [
      functionTool({
        name: "add",
        description: "Adds",
        parameters: {
          type: "object",
          properties: { a: { type: "number" }, b: { type: "number" } },
        },
        execute: (input) => {
          const { a, b } = input as { a: number; b: number };
          return a + b;
        },
      }),
    ],
    onError: (e) => console.error(e),
  });
  const assistant = await inhouse.assistants.create({
    model: "demo",
    tools: [{ type: "function", function: { name: "add" } }],
  });
  const run = await inhouse.runs.createThreadAndRun({
    assistantId: assistant.id,
    thread: { messages: [{ content: "1+2, 3+4?" }] },
  });
  const types: string[] = [];
  for await (const event of inhouse.runs.stream(run.id)) types.push(event.type);
  const done = await inhouse.runs.wait(run.id);
  expect(done).toMatchObject({ status: "completed", lastError: null });
  expect(types.filter((type) => !type.endsWith(".delta"))).toEqual([
    "thread.created",
    "thread.run.created",
    "thread.run.queued",
    "thread.run.in_progress",
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.completed",
    "thread.run.step.completed",
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.run.step.completed",
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.completed",
    "thread.run.step.completed",
    "thread.run.completed",
  ]);
});
