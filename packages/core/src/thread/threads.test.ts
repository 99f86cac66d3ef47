import type { StorageWrite } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import { hang, text, toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { watchedStorage } from "../test-support/watched-storage.ts";
import { adapterTool, populate, testRuntime, waitingTurn } from "../test-support/world.ts";

const messages = [{ content: "Make a file." }];

/** A tool that makes a file, and says what happened to it. */
function fileMaker(made: string[], bytes: Uint8Array = new Uint8Array([1])) {
  return adapterTool("maker", {
    execute: async (_, { files }) => {
      const file = await files.create({ filename: "a.bin", mediaType: "image/png", bytes });
      made.push(file.id);
      return { output: file.id };
    },
  });
}

describe("a thread", () => {
  it("begins with its messages, in order", async () => {
    const { inhouse } = testRuntime([]);
    const thread = await inhouse.threads.create({
      messages: [{ content: "a" }, { role: "assistant", content: "b" }, { content: "c" }],
      metadata: { topic: "letters" },
    });
    expect(await inhouse.threads.retrieve(thread.id)).toEqual(thread);
    const { data } = await inhouse.messages.list(thread.id, { order: "asc" });
    expect(data.map(({ role, content }) => [role, content[0]])).toEqual([
      ["user", { type: "text", text: "a", annotations: [] }],
      ["assistant", { type: "text", text: "b", annotations: [] }],
      ["user", { type: "text", text: "c", annotations: [] }],
    ]);
  });

  it("is stored with all its messages or not at all", async () => {
    const { inhouse, storage } = testRuntime([]);
    const before = storage.dump();
    storage.failNext("message", new Error("The disk is full"));
    await expect(inhouse.threads.create({ messages })).rejects.toThrow("The disk is full");
    expect(storage.dump()).toBe(before);
  });

  it("keeps what is absent from an update, and is cleared by null", async () => {
    const { inhouse } = testRuntime([]);
    const toolResources = { t: { setting: 0 } };
    const thread = await inhouse.threads.create({ metadata: { a: "1", b: "2" }, toolResources });
    const replaced = await inhouse.threads.update(thread.id, { metadata: { c: "3" } });
    expect(replaced).toEqual({ ...thread, metadata: { c: "3" } });
    expect(await inhouse.threads.update(thread.id, {})).toEqual(replaced);
    const cleared = await inhouse.threads.update(thread.id, {
      metadata: null,
      toolResources: null,
    });
    expect(cleared).toEqual({ ...thread, metadata: {}, toolResources: {} });
  });
});

describe("a deleted thread", () => {
  it("leaves nothing behind, not even the files that tools made", async () => {
    const made: string[] = [];
    const tool = fileMaker(made);
    const { inhouse, storage } = testRuntime(
      [
        toolCall("maker_function", {}),
        text("Done."),
        toolCall("maker_function", {}),
        text("Done."),
      ],
      { tools: [tool] },
    );
    const assistant = await inhouse.assistants.create({
      model: "demo",
      tools: [{ type: "maker" }],
    });
    const kept = await inhouse.files.create({ filename: "mine.txt", content: "x" });
    const before = storage.dump();
    const run = await inhouse.runs.createThreadAndRun({
      assistantId: assistant.id,
      thread: { messages },
    });
    expect(await inhouse.runs.wait(run.id)).toMatchObject({ status: "completed", lastError: null });
    expect(made).toHaveLength(1);
    await inhouse.threads.delete(run.threadId);
    expect(storage.dump()).toBe(before);
    expect(storage.blobKeys()).toEqual([`default/${kept.id}`]);
    await expect(inhouse.threads.delete(run.threadId)).rejects.toThrow(NotFoundError);
  });

  it("stops its run: provider and tool are told, and nothing is written any more", async () => {
    let late: Promise<unknown> = Promise.resolve();
    const started = Promise.withResolvers<void>();
    const tool = adapterTool("maker", {
      execute: (_, { signal, files }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            late = files.create({
              filename: "a",
              mediaType: "image/png",
              bytes: new Uint8Array(1),
            });
            late.catch(() => resolve({ output: "" }));
          });
          started.resolve();
        }),
    });
    const { inhouse, storage, faults } = testRuntime([toolCall("maker_function", {})], {
      tools: [tool],
    });
    const { id } = await inhouse.assistants.create({ model: "demo", tools: [{ type: "maker" }] });
    const before = storage.dump();
    const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread: { messages } });
    const waiting = expect(inhouse.runs.wait(run.id)).rejects.toThrow(NotFoundError);
    await started.promise;
    await inhouse.threads.delete(run.threadId);
    await waiting;
    await expect(late).rejects.toThrow(NotFoundError);
    await inhouse.close({ drainMs: 0 });
    expect(storage.dump()).toBe(before);
    expect(faults).toEqual([]);
  });

  it("is deleted while its model hangs", async () => {
    const { inhouse, storage } = testRuntime([[text("One."), hang()]]);
    const { id } = await inhouse.assistants.create({ model: "demo" });
    const before = storage.dump();
    const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread: { messages } });
    const events = inhouse.runs.stream(run.id);
    for await (const event of events) if (event.type === "thread.message.delta") break;
    await inhouse.threads.delete(run.threadId);
    await expect(inhouse.runs.wait(run.id)).rejects.toThrow(NotFoundError);
    await inhouse.close({ drainMs: 0 });
    expect(storage.dump()).toBe(before);
  });

  it("wakes those who wait for a run that nobody executes", async () => {
    const { inhouse } = testRuntime([waitingTurn]);
    const { runId, threadId } = await populate(inhouse);
    const waiting = expect(inhouse.runs.wait(runId, { until: "end" })).rejects.toThrow(
      NotFoundError,
    );
    const events = inhouse.runs.stream(runId, { until: "end" });
    const reading = expect(
      (async () => {
        for await (const _ of events);
      })(),
    ).rejects.toThrow(NotFoundError);
    await inhouse.threads.delete(threadId);
    await Promise.all([waiting, reading]);
  });

  it("is gone although the bytes of a file cannot be deleted, and the fault is heard of", async () => {
    const { inhouse, storage, faults } = testRuntime(
      [toolCall("maker_function", {}), text("Done.")],
      {
        tools: [fileMaker([])],
      },
    );
    const { id } = await inhouse.assistants.create({ model: "demo", tools: [{ type: "maker" }] });
    const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread: { messages } });
    await inhouse.runs.wait(run.id);
    const fault = new Error("The blob store is away");
    storage.failBlobDelete(fault);
    await inhouse.threads.delete(run.threadId);
    expect(faults).toEqual([fault]);
    expect((await inhouse.files.list()).data).toEqual([]);
  });

  it("goes together with its files, or stays with them", async () => {
    const { inhouse, storage } = testRuntime([toolCall("maker_function", {}), text("Done.")], {
      tools: [fileMaker([])],
    });
    const { id } = await inhouse.assistants.create({ model: "demo", tools: [{ type: "maker" }] });
    const run = await inhouse.runs.createThreadAndRun({ assistantId: id, thread: { messages } });
    await inhouse.runs.wait(run.id);
    const before = storage.dump();
    storage.failNext("file", new Error("The disk is full"));
    await expect(inhouse.threads.delete(run.threadId)).rejects.toThrow("The disk is full");
    expect(storage.dump()).toBe(before);
  });

  it("takes a file along that was stored at the last moment", async () => {
    const storage = watchedStorage();
    let late: StorageWrite[] = [];
    const { inhouse } = testRuntime([], {
      storage: {
        ...storage,
        async commit(tenant, writes) {
          const deletes = writes.some(({ type }) => type === "delete_partition");
          if (deletes) await storage.commit(tenant, late);
          await storage.commit(tenant, writes);
        },
      },
    });
    const { id } = await inhouse.threads.create();
    const file = { tenant: "default", kind: "file", id: "file_late", version: 1 } as const;
    const place = { partition: "", parent: "", sequence: 1, dueAt: null, keys: { threadId: id } };
    late = [{ type: "insert", record: { ...file, ...place, value: {} } }];
    await inhouse.threads.delete(id);
    expect(JSON.parse(storage.dump())).toEqual({ held: [], blobs: [] });
  });

  it("is forgotten by every tool", async () => {
    const forgotten: string[] = [];
    const forgets = (type: string) =>
      adapterTool(type, {
        forgetThread: async (tenant, thread) => void forgotten.push(`${type} ${tenant} ${thread}`),
      });
    const { inhouse } = testRuntime([], { tools: [forgets("a"), forgets("b")] });
    const tenant = inhouse.forTenant("other");
    const { id } = await tenant.threads.create();
    await tenant.threads.delete(id);
    expect(forgotten).toEqual([`a other ${id}`, `b other ${id}`]);
  });
});
