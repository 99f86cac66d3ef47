import { GuardedFetchError, UnsupportedRuntimeError } from "@inhouse/contracts";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { createRuntime } from "../runtime/create-runtime.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

it("reads images by their address with the function that the runtime was given", async () => {
  const model = scriptedModel(["A dot."]);
  const asked: string[] = [];
  await using inhouse = createRuntime({
    models: { demo: model },
    storage: memoryStorage(),
    fetchUrl: async (url) => {
      asked.push(url.href);
      return { bytes: png, mediaType: "image/png" };
    },
  });
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
  const thread = await inhouse.threads.create();
  const content = ["https://images.example/dot.png", "data:image/png;base64,iVBORw=="].map(
    (url) => ({ type: "image_url", url }) as const,
  );
  await inhouse.messages.create(thread.id, { content });
  const run = await inhouse.runs.create(thread.id, { assistantId });
  expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
  expect(asked).toEqual(["https://images.example/dot.png"]);
  const [message] = model.calls[0]?.options.prompt ?? [];
  expect(message?.content).toMatchObject([
    { type: "file", data: { type: "data", data: png } },
    { type: "file", mediaType: "image/png" },
  ]);
});

it("goes on without an image that cannot be read, now and in every later run of the thread", async () => {
  const model = scriptedModel(["I cannot see it.", "Never mind."]);
  const faults: unknown[] = [];
  await using inhouse = createRuntime({
    models: { demo: model },
    storage: memoryStorage(),
    fetchUrl: async ({ pathname }) => {
      if (pathname === "/dot.png") return { bytes: png, mediaType: "image/png" };
      if (pathname === "/own.png") throw new Error("The bucket 'internal' is closed");
      throw new GuardedFetchError("address", "http://10.0.0.1 was not called.", "no");
    },
    onError: (error) => faults.push(error),
  });
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
  const thread = await inhouse.threads.create();
  const content = ["dot", "own", "inside"].map(
    (name) => ({ type: "image_url", url: `http://10.0.0.1/${name}.png?key=hunter2` }) as const,
  );
  await inhouse.messages.create(thread.id, { content });
  for (const text of ["What is it?", "Forget it."]) {
    await inhouse.messages.create(thread.id, { content: text });
    const run = await inhouse.runs.create(thread.id, { assistantId });
    expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
    const [step] = (await inhouse.runs.steps.list(run.id)).data;
    expect(step?.warnings).toEqual([
      "The image http://10.0.0.1/own.png could not be read: The bucket 'internal' is closed",
      "The image http://10.0.0.1/inside.png could not be read: http://10.0.0.1 was not called.",
    ]);
  }
  for (const { options } of model.calls) {
    expect(options.prompt[0]?.content.slice(0, 3)).toMatchObject([
      { type: "file", data: { type: "data", data: png } },
      { type: "text", text: "[The image http://10.0.0.1/own.png could not be read.]" },
      {
        type: "text",
        text: "[The image http://10.0.0.1/inside.png could not be read: http://10.0.0.1 was not called.]",
      },
    ]);
    expect(JSON.stringify(options.prompt)).not.toContain("hunter2");
  }
  expect(faults).toEqual([]);
});

it("fails a run whose program cannot read images at all", async () => {
  await using inhouse = createRuntime({
    models: { demo: scriptedModel(["A dot."]) },
    storage: memoryStorage(),
    fetchUrl: () => Promise.reject(new UnsupportedRuntimeError("Guarded fetch", "node:http")),
  });
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
  const content = [{ type: "image_url", url: "https://images.example/dot.png" } as const];
  const { id } = await inhouse.runs.createThreadAndRun({
    assistantId,
    thread: { messages: [{ content }] },
  });
  const run = await inhouse.runs.wait(id);
  expect(run.status).toBe("failed");
  expect(run.lastError?.message).toMatch(/node:http/);
});
