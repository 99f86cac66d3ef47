import { ModelNotFoundError, NotFoundError } from "@inhouse/contracts";
import { scriptedModel } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { adapterTool, testRuntime } from "../test-support/world.ts";
import type { UpdateAssistant } from "./assistant-input.ts";

const nothing = {
  name: null,
  description: null,
  instructions: null,
  tools: [],
  toolResources: {},
  metadata: {},
  temperature: null,
  topP: null,
  responseFormat: { type: "text" },
  reasoningEffort: null,
  providerOptions: null,
} as const;

const everything = {
  name: "Ada",
  description: "Knows numbers.",
  instructions: "Be exact.",
  tools: [
    { type: "code_interpreter", packages: ["numpy"] },
    {
      type: "function",
      function: {
        name: "look_up",
        description: "Looks up",
        parameters: { type: "object", properties: { constructor: { type: "string" } } },
        strict: true,
      },
    },
  ],
  toolResources: { code_interpreter: { fileIds: [] } },
  metadata: { team: "a", constructor: "b" },
  temperature: 0,
  topP: 0,
  responseFormat: {
    type: "json_schema",
    jsonSchema: { name: "answer", schema: {}, strict: false },
  },
  reasoningEffort: "none",
  providerOptions: { openai: { store: false, logprobs: 0, user: "", stop: [] } },
} as const;

const tools = [adapterTool("code_interpreter")];

describe("an assistant", () => {
  it("has the defaults where nothing is said", async () => {
    const { inhouse } = testRuntime([]);
    const assistant = await inhouse.assistants.create({ model: "demo" });
    expect(assistant).toEqual({
      ...nothing,
      model: "demo",
      id: expect.stringMatching(/^asst_[A-Za-z0-9]{24}$/),
      createdAt: expect.any(Number),
    });
  });

  it("keeps every field as it was given", async () => {
    const { inhouse } = testRuntime([], { tools });
    const assistant = await inhouse.assistants.create({ model: "demo", ...everything });
    expect(assistant).toMatchObject(everything);
    expect(await inhouse.assistants.retrieve(assistant.id)).toEqual(assistant);
    expect((await inhouse.assistants.list()).data).toEqual([assistant]);
  });

  it.each(Object.keys(nothing) as (keyof typeof nothing)[])(
    "is cleared of its %s by null",
    async (field) => {
      const { inhouse } = testRuntime([], { tools });
      const before = await inhouse.assistants.create({ model: "demo", ...everything });
      const kept = await inhouse.assistants.update(before.id, {});
      expect(kept).toEqual(before);
      const after = await inhouse.assistants.update(before.id, { [field]: null });
      expect(after).toEqual({ ...before, [field]: nothing[field] });
      expect(await inhouse.assistants.retrieve(before.id)).toEqual(after);
    },
  );

  it("loses its tools by an empty list, and keeps what is undefined", async () => {
    const { inhouse } = testRuntime([], { tools });
    const before = await inhouse.assistants.create({ model: "demo", ...everything });
    const change: Record<string, unknown> = { tools: [], name: undefined };
    const after = await inhouse.assistants.update(before.id, change as UpdateAssistant);
    expect(after).toEqual({ ...before, tools: [] });
  });

  it("does not change with the objects that it was made of", async () => {
    const { inhouse } = testRuntime([]);
    const metadata: Record<string, string> = { color: "red" };
    const options = { openai: { seed: 1 } };
    const made = await inhouse.assistants.create({
      model: "demo",
      metadata,
      providerOptions: options,
    });
    metadata.color = "blue";
    options.openai.seed = 2;
    const stored = await inhouse.assistants.retrieve(made.id);
    expect(stored).toMatchObject({
      metadata: { color: "red" },
      providerOptions: { openai: { seed: 1 } },
    });
  });

  it("may keep the id of a file that is gone, and get none that never was", async () => {
    const { inhouse } = testRuntime([]);
    const file = await inhouse.files.create({ filename: "a.txt", content: "a" });
    const toolResources = { code_interpreter: { fileIds: [file.id] } };
    const { id } = await inhouse.assistants.create({ model: "demo", toolResources });
    await inhouse.files.delete(file.id);
    await inhouse.assistants.update(id, { toolResources });
    const more = { code_interpreter: { fileIds: [file.id, "file_missing"] } };
    await expect(inhouse.assistants.update(id, { toolResources: more })).rejects.toThrow(
      "'toolResources.code_interpreter.fileIds[1]' must be the id of a file, but it is 'file_missing'.",
    );
  });

  it("is gone after it was deleted", async () => {
    const { inhouse, storage } = testRuntime([]);
    const before = storage.dump();
    const { id } = await inhouse.assistants.create({ model: "demo" });
    await inhouse.assistants.delete(id);
    expect(storage.dump()).toBe(before);
    await expect(inhouse.assistants.retrieve(id)).rejects.toThrow(NotFoundError);
    await expect(inhouse.assistants.delete(id)).rejects.toThrow(NotFoundError);
  });

  it("takes both of two changes that are made at once", async () => {
    const { inhouse } = testRuntime([]);
    const { id } = await inhouse.assistants.create({ model: "demo" });
    await Promise.all([
      inhouse.assistants.update(id, { name: "Ada" }),
      inhouse.assistants.update(id, { description: "x" }),
    ]);
    expect(await inhouse.assistants.retrieve(id)).toMatchObject({ name: "Ada", description: "x" });
  });
});

describe("an assistant's model", () => {
  const model = scriptedModel([]);
  const sources = {
    "a map": { demo: model },
    "a function": (id: string) => (id === "demo" ? model : undefined),
    "an asynchronous function": async (id: string) => (id === "demo" ? model : undefined),
    "a provider": {
      languageModel(id: string) {
        if (id !== "demo") throw new Error(`No such model: ${id}`);
        return model;
      },
    },
  };

  it.each(Object.entries(sources))("is found in %s, or refused", async (_, models) => {
    const { inhouse, storage } = testRuntime([], { models });
    const { id } = await inhouse.assistants.create({ model: "demo" });
    const before = storage.dump();
    for (const call of [
      inhouse.assistants.create({ model: "other" }),
      inhouse.assistants.update(id, { name: "x", model: "other" }),
      inhouse.runs.createThreadAndRun({ assistantId: id, model: "other" }),
    ]) {
      await expect(call).rejects.toThrow(ModelNotFoundError);
    }
    expect(storage.dump()).toBe(before);
  });
});
