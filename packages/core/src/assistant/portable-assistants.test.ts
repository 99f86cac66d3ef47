import type { Tool } from "@inhouse/contracts";
import { ModelNotFoundError, NotFoundError } from "@inhouse/contracts";
import { scriptedModel } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { createRuntime } from "../runtime/create-runtime.ts";
import { watchedStorage } from "../test-support/watched-storage.ts";
import { adapterTool } from "../test-support/world.ts";
import type { AssistantDocument } from "./assistant-document.ts";
import { exportAssistant } from "./export-assistant.ts";
import { importAssistant } from "./import-assistant.ts";

/** A tool that seals the token of its entries, as plug-ins do. */
const sealing: Tool = {
  ...adapterTool("orders"),
  sealDefinition: (definition) => {
    const { auth } = definition as { readonly auth?: { readonly token: string } };
    if (auth === undefined || auth.token.startsWith("sealed:")) return definition;
    return { ...definition, auth: { token: `sealed:${[...auth.token].reverse().join("")}` } };
  },
} as Tool;

function runtime(model = "demo") {
  const storage = watchedStorage();
  const tools = [adapterTool("code_interpreter"), sealing];
  const inhouse = createRuntime({ models: { [model]: scriptedModel([]) }, storage, tools });
  return { inhouse, storage };
}

const plain = {
  model: "demo",
  name: "Ada",
  instructions: "Be exact.",
  tools: [{ type: "code_interpreter", packages: ["numpy"], empty: {}, none: null }],
  toolResources: { code_interpreter: { fileIds: [] } },
  metadata: { team: "a" },
  temperature: 0,
} as const;

/** An assistant with a file and a secret, as its document. */
async function documentOf(): Promise<AssistantDocument> {
  const { inhouse } = runtime();
  const file = await inhouse.files.create({ filename: "a.csv", content: "a" });
  const { id } = await inhouse.assistants.create({
    ...plain,
    tools: [...plain.tools, { type: "orders", auth: { token: "token-of-ada" } }],
    toolResources: { code_interpreter: { fileIds: [file.id] } },
  });
  return JSON.parse(JSON.stringify(await exportAssistant(inhouse, id))) as AssistantDocument;
}
const secretAt = "tools[1].auth.token";
const fileAt = "toolResources.code_interpreter.fileIds[0]";

describe("an assistant as a document", () => {
  it("is the same assistant in another runtime, under another id", async () => {
    const from = runtime();
    const before = await from.inhouse.assistants.create(plain);
    const document = await exportAssistant(from.inhouse, before.id);
    expect(document.missing).toEqual([]);
    const after = await importAssistant(runtime().inhouse, JSON.parse(JSON.stringify(document)));
    expect(after.id).not.toBe(before.id);
    expect(after).toEqual({ ...before, id: after.id, createdAt: after.createdAt });
  });

  it("holds neither secrets nor ids of files, and says where they belong", async () => {
    const document = await documentOf();
    expect(document.missing).toEqual([
      { kind: "secret", at: secretAt },
      { kind: "file", at: fileAt, filename: "a.csv" },
    ]);
    expect(JSON.stringify(document)).not.toMatch(/sealed|ada-fo|file_/);
  });

  it("takes what it misses from whoever imports it", async () => {
    const { inhouse } = runtime();
    const file = await inhouse.files.create({ filename: "b.csv", content: "b" });
    const missing = { [secretAt]: "abc", [fileAt]: file.id };
    const after = await importAssistant(inhouse, await documentOf(), { missing });
    expect(after.tools[1]).toEqual({ type: "orders", auth: { token: "sealed:cba" } });
    expect(after.toolResources).toEqual({ code_interpreter: { fileIds: [file.id] } });
  });

  it("goes without it where null is said, and takes another model", async () => {
    const missing = { [secretAt]: null, [fileAt]: null };
    const { inhouse } = runtime("other");
    const after = await importAssistant(inhouse, await documentOf(), { missing, model: "other" });
    expect(after).toMatchObject({
      model: "other",
      tools: plain.tools.concat({ type: "orders" } as never),
    });
    expect(after.toolResources).toEqual({});
  });

  it("is refused by the name of what is wrong, and leaves nothing behind", async () => {
    const document = await documentOf();
    const { assistant } = document;
    const { inhouse, storage } = runtime();
    const missing = { [secretAt]: null, [fileAt]: null };
    const before = storage.dump();
    const bad: readonly [unknown, object, string][] = [
      ["{}", {}, ""],
      [{ ...document, format: "inhouse-assistant/2" }, {}, "format"],
      [{ ...document, more: 1 }, {}, "more"],
      [{ ...document, assistant: [] }, {}, "assistant"],
      [{ ...document, missing: [{ kind: "key", at: "a" }] }, {}, "missing[0].kind"],
      [
        { ...document, missing: [{ kind: "secret", at: "name" }] },
        { missing: { name: "x" } },
        "missing[0].at",
      ],
      [document, {}, `missing["${secretAt}"]`],
      [document, { missing: { ...missing, model: "x" } }, "missing.model"],
      [document, { missing: { ...missing, [fileAt]: "file_x" } }, `assistant.${fileAt}`],
      [
        { ...document, assistant: { ...assistant, temperature: 9 } },
        { missing },
        "assistant.temperature",
      ],
      [
        {
          ...document,
          missing: [],
          assistant: { ...assistant, tools: [{ type: "gone" }], toolResources: {} },
        },
        {},
        "assistant.tools[0].type",
      ],
      [{ ...document, missing: [], assistant: { ...assistant, id: "asst_1" } }, {}, "assistant.id"],
    ];
    for (const [given, options, param] of bad) {
      await expect(importAssistant(inhouse, given, options), param).rejects.toThrow(
        expect.objectContaining({ code: "invalid_input", param }),
      );
    }
    const unknown = importAssistant(inhouse, document, { missing, model: "gone" });
    await expect(unknown).rejects.toThrow(ModelNotFoundError);
    await expect(exportAssistant(inhouse, "asst_gone")).rejects.toThrow(NotFoundError);
    expect(storage.dump()).toBe(before);
  });
});
