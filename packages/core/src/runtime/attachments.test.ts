import { text, toolCall } from "@inhouse/model-scripted";
import { expect, it } from "vitest";
import { adapterTool, testRuntime } from "../test-support/world.ts";

it("lets a run's tools read what its additional messages bring", async () => {
  const read: string[][] = [];
  const tool = adapterTool("code_interpreter", {
    execute: async (_, { files }) => {
      read.push((await files.list()).map(({ filename }) => filename));
      return { output: "" };
    },
  });
  const call = toolCall("code_interpreter_function", {});
  const { inhouse } = testRuntime([call, text("Done.")], { tools: [tool] });
  const tools = [{ type: "code_interpreter" }];
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo", tools });
  const file = await inhouse.files.create({ filename: "a.csv", content: "a" });
  const thread = await inhouse.threads.create();
  const run = await inhouse.runs.create(thread.id, {
    assistantId,
    additionalMessages: [{ content: "Read it.", attachments: [{ fileId: file.id, tools }] }],
  });
  expect(await inhouse.runs.wait(run.id)).toMatchObject({ status: "completed", lastError: null });
  expect(read).toEqual([["a.csv"]]);
});

it("lets the tools of a run that waited read what its messages bring", async () => {
  const read: string[][] = [];
  const tool = adapterTool("code_interpreter", {
    execute: async (_, { files }) => {
      read.push((await files.list()).map(({ filename }) => filename));
      return { output: "" };
    },
  });
  const call = toolCall("code_interpreter_function", {});
  const { inhouse } = testRuntime([text("First."), call, text("Done.")], { tools: [tool] });
  const tools = [{ type: "code_interpreter" }];
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo", tools });
  const file = await inhouse.files.create({ filename: "a.csv", content: "a" });
  const thread = await inhouse.threads.create({ messages: [{ content: "Begin." }] });
  const first = await inhouse.runs.create(thread.id, { assistantId });
  const second = await inhouse.runs.create(thread.id, {
    assistantId,
    whenBusy: "queue",
    additionalMessages: [{ content: "Read it.", attachments: [{ fileId: file.id, tools }] }],
  });
  expect(await inhouse.runs.wait(first.id)).toMatchObject({ status: "completed" });
  expect(await inhouse.runs.wait(second.id)).toMatchObject({ status: "completed" });
  expect(read).toEqual([["a.csv"]]);
});
