import { NotFoundError, ThreadLockedError } from "@inhouse/contracts";
import { hang, text } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { populate, testRuntime, waitingTurn } from "../test-support/world.ts";

describe("a message", () => {
  it("is made of a string, and complete at once", async () => {
    const { inhouse } = testRuntime([]);
    const thread = await inhouse.threads.create();
    const message = await inhouse.messages.create(thread.id, { content: "Hello" });
    expect(message).toEqual({
      id: expect.stringMatching(/^msg_[A-Za-z0-9]{24}$/),
      createdAt: expect.any(Number),
      threadId: thread.id,
      role: "user",
      status: "completed",
      incompleteDetails: null,
      completedAt: message.createdAt,
      incompleteAt: null,
      content: [{ type: "text", text: "Hello", annotations: [] }],
      assistantId: null,
      runId: null,
      attachments: [],
      metadata: {},
    });
    expect(await inhouse.messages.retrieve(message.id)).toEqual(message);
  });

  it("is made of parts and attachments, which tools may then read", async () => {
    const { inhouse } = testRuntime([]);
    const thread = await inhouse.threads.create();
    const image = await inhouse.files.create({ filename: "a.png", content: new Uint8Array(1) });
    const table = await inhouse.files.create({ filename: "a.csv", content: "a" });
    const attachments = [{ fileId: table.id, tools: [{ type: "code_interpreter" }] }];
    const url = "data:image/png;base64,AAAA";
    const message = await inhouse.messages.create(thread.id, {
      role: "assistant",
      content: [
        { type: "text", text: " See: " },
        { type: "image_file", fileId: image.id },
        { type: "image_url", url: "https://example.com/a.png", detail: "low" },
        { type: "image_url", url },
        { type: "file", fileId: table.id },
      ],
      attachments,
      metadata: { a: "1" },
    });
    expect(message).toMatchObject({ role: "assistant", attachments, metadata: { a: "1" } });
    expect(message.content).toEqual([
      { type: "text", text: " See: ", annotations: [] },
      { type: "image_file", fileId: image.id, detail: "auto" },
      { type: "image_url", url: "https://example.com/a.png", detail: "low" },
      { type: "image_url", url, detail: "auto" },
      { type: "file", fileId: table.id },
    ]);
    const { toolResources } = await inhouse.threads.retrieve(thread.id);
    expect(toolResources).toEqual({ code_interpreter: { fileIds: [table.id] } });
  });

  it("is changed in its metadata alone", async () => {
    const { inhouse } = testRuntime([]);
    const thread = await inhouse.threads.create();
    const message = await inhouse.messages.create(thread.id, {
      content: "a",
      metadata: { a: "1" },
    });
    const changed = await inhouse.messages.update(message.id, { metadata: { b: "2" } });
    expect(changed).toEqual({ ...message, metadata: { b: "2" } });
    expect(await inhouse.messages.update(message.id, { metadata: null })).toEqual({
      ...message,
      metadata: {},
    });
  });

  it("is gone after it was deleted", async () => {
    const { inhouse } = testRuntime([]);
    const thread = await inhouse.threads.create({ messages: [{ content: "a" }, { content: "b" }] });
    const { data } = await inhouse.messages.list(thread.id, { order: "asc" });
    await inhouse.messages.delete(data[0]?.id ?? "");
    expect((await inhouse.messages.list(thread.id)).data).toEqual([data[1]]);
    await expect(inhouse.messages.retrieve(data[0]?.id ?? "")).rejects.toThrow(NotFoundError);
  });

  it("is not lost among others that are made at once", async () => {
    const { inhouse } = testRuntime([]);
    const { id } = await inhouse.threads.create();
    const contents = Array.from({ length: 10 }, (_, index) => `${index}`);
    const made = await Promise.all(
      contents.map((content) => inhouse.messages.create(id, { content })),
    );
    const { data } = await inhouse.messages.list(id);
    expect(new Set(data.map((message) => message.id))).toEqual(
      new Set(made.map(({ id: one }) => one)),
    );
  });
});

describe("the messages of a run", () => {
  it("are listed by the run", async () => {
    const { inhouse } = testRuntime([text("One."), text("Two.")]);
    const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
    const thread = await inhouse.threads.create({ messages: [{ content: "Hi" }] });
    const runs: string[] = [];
    for (let count = 0; count < 2; count++) {
      const run = await inhouse.runs.create(thread.id, { assistantId });
      runs.push((await inhouse.runs.wait(run.id)).id);
    }
    const texts = await Promise.all(
      runs.map(async (runId) => (await inhouse.messages.list(thread.id, { runId })).data),
    );
    expect(texts.map((page) => page.map(({ content }) => content[0]))).toEqual([
      [{ type: "text", text: "One.", annotations: [] }],
      [{ type: "text", text: "Two.", annotations: [] }],
    ]);
    expect((await inhouse.messages.list(thread.id, { runId: "run_missing" })).data).toEqual([]);
  });

  it("are shown while they are written, and changed only afterwards", async () => {
    const { inhouse } = testRuntime([[text("One."), hang()]]);
    const { id } = await inhouse.assistants.create({ model: "demo" });
    const thread = { messages: [{ content: "Hi" }] };
    const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread });
    let messageId = "";
    for await (const event of inhouse.runs.stream(run.id)) {
      if (event.type !== "thread.message.created" || event.data.runId === null) continue;
      messageId = event.data.id;
      break;
    }
    expect(await inhouse.messages.retrieve(messageId)).toMatchObject({ status: "in_progress" });
    const update = inhouse.messages.update(messageId, { metadata: {} });
    await expect(update).rejects.toThrow(ThreadLockedError);
    await expect(inhouse.messages.delete(messageId)).rejects.toThrow(ThreadLockedError);
    await inhouse.close({ drainMs: 0 });
  });

  it("keep others out as long as the run is active", async () => {
    const { inhouse } = testRuntime([waitingTurn, text("Done.")]);
    const { threadId, messageId, runId, toolCallId } = await populate(inhouse);
    const say = () => inhouse.messages.create(threadId, { content: "More" });
    await expect(say()).rejects.toThrow(ThreadLockedError);
    await inhouse.messages.update(messageId, { metadata: { a: "1" } });
    await inhouse.runs.submitToolOutputs(runId, { toolOutputs: [{ toolCallId, output: "x" }] });
    await inhouse.runs.wait(runId);
    await expect(say()).resolves.toMatchObject({ threadId });
  });
});
