import type { Assistant } from "@inhouse/core";
import {
  createRuntime,
  exportAssistant,
  functionTool,
  InvalidInputError,
  importAssistant,
} from "@inhouse/core";
import type { Script } from "@inhouse/model-scripted";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { AllowedCapabilities, UserFunction } from "@inhouse/tool-javascript";
import { javascript, userFunctions } from "@inhouse/tool-javascript";
import { afterAll, describe, expect, test } from "vitest";

function open(script: Script = [], allow: AllowedCapabilities = {}) {
  return createRuntime({
    models: { demo: scriptedModel(script) },
    storage: memoryStorage(),
    tools: [
      userFunctions({ allow, maxWorkers: 1 }),
      javascript({ maxWorkers: 1 }),
      functionTool({
        name: "pay",
        description: "Pays",
        parameters: { type: "object" },
        execute: async () => "paid",
      }),
    ],
  });
}

const inhouse = open();
const fetch = { origins: ["https://api.example.com"] };
const generous = open([], { fetch, storage: true, files: "write", tools: true });
afterAll(() => Promise.all([inhouse.close(), generous.close()]));

function entry(more: object = {}): UserFunction {
  return {
    type: "javascript_function",
    name: "work",
    description: "Works",
    parameters: { type: "object", properties: {} },
    source: "export default () => 1",
    ...more,
  };
}

const create = (...tools: readonly object[]): Promise<Assistant> =>
  inhouse.assistants.create({ model: "demo", tools: tools as UserFunction[] });

const withProto = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}');
const deep = Array.from({ length: 70 }).reduce<object>(
  (inner) => ({ type: "object", properties: { inner } }),
  { type: "object" },
);

describe("an assistant is refused, and nothing of it kept", () => {
  test.each<[string, readonly object[], string]>([
    ["a name of another function", [entry(), entry()], "tools[1]"],
    ["the name of a tool", [{ type: "javascript" }, entry({ name: "javascript" })], "tools[1]"],
    [
      "the name of a function of this process",
      [{ type: "function", function: { name: "pay" } }, entry({ name: "pay" })],
      "tools[1]",
    ],
    [
      "1,000 functions",
      Array.from({ length: 1_000 }, (_, at) => entry({ name: `f${at}` })),
      "tools",
    ],
    ["__proto__", [entry({ parameters: withProto })], "tools[0].parameters.properties"],
    ["a schema nested deep", [entry({ parameters: deep })], "tools[0].parameters.properties"],
    ["a schema of no object", [entry({ parameters: { type: "string" } })], "tools[0].parameters"],
    ["two megabytes", [entry({ source: "x".repeat(2_000_000) })], "tools[0].source"],
    ["a source without end", [entry({ source: "for (;;);" })], "tools[0].source"],
    ["a source that imports", [entry({ source: "import 'node:fs'" })], "tools[0].source"],
    ["no function", [entry({ source: "export default 5" })], "tools[0].source"],
    ["brackets", [entry({ source: "[".repeat(50_000) })], "tools[0].source"],
    ["an unknown capability", [entry({ capabilities: { eval: 1 } })], "tools[0].capabilities.eval"],
  ])("for %s", async (_, tools, param) => {
    const refused = create(...tools);
    await expect(refused).rejects.toThrow(InvalidInputError);
    const {
      param: at,
      expected,
      received,
    } = (await refused.catch((error) => error)) as InvalidInputError;
    expect(at.startsWith(param), at).toBe(true);
    expect([expected, received]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    expect((await inhouse.assistants.list()).data).toEqual([]);
  });

  test.each([
    ["fetch", { fetch }],
    ["storage", { storage: true }],
    ["files", { files: "read" }],
    ["files", { files: "write" }],
    ["tools", { tools: ["pay"] }],
  ])("for the capability %s, unless the operator allows it", async (name, capabilities) => {
    const param = `tools[0].capabilities.${name}`;
    await expect(create(entry({ capabilities }))).rejects.toThrow(
      expect.objectContaining({ param }),
    );
    const plain = await create(entry());
    const change = { tools: [entry({ capabilities })] };
    await expect(inhouse.assistants.update(plain.id, change)).rejects.toThrow(
      expect.objectContaining({ param }),
    );
    const run = { assistantId: plain.id, thread: { messages: [{ content: "Go." }] }, ...change };
    await expect(inhouse.runs.createThreadAndRun(run)).rejects.toThrow(
      expect.objectContaining({ param }),
    );
    await inhouse.assistants.delete(plain.id);
    const tools = [entry({ capabilities })];
    expect((await generous.assistants.create({ model: "demo", tools })).tools).toEqual(tools);
  });
});

test.each(["__proto__", "constructor", "toString"])("a function may be called %s", async (name) => {
  await using own = open(({ toolResults }) => toolResults[0]?.text ?? toolCall(name, {}));
  const tools = [entry({ name, source: "export default () => 'mine'" })];
  const { id: assistantId } = await own.assistants.create({ model: "demo", tools });
  const thread = { messages: [{ content: "Go." }] };
  const run = await own.runs.createThreadAndRun({ assistantId, thread });
  expect((await own.runs.wait(run.id)).status).toBe("completed");
  const [answer] = (await own.messages.list(run.threadId, { limit: 1 })).data;
  expect(answer?.content).toMatchObject([{ text: "mine" }]);
});

test("a schema that takes for ever to check is told to the model, and holds up nobody", async () => {
  const text = `${"a".repeat(60)}!`;
  await using own = open(({ toolResults }) => toolResults[0]?.text ?? toolCall("work", { text }));
  const pattern = { type: "string", pattern: "^(a+)+$" };
  const tools = [entry({ parameters: { type: "object", properties: { text: pattern } } })];
  const { id: assistantId } = await own.assistants.create({ model: "demo", tools });
  const thread = { messages: [{ content: "Go." }] };
  const run = await own.runs.createThreadAndRun({ assistantId, thread });
  expect((await own.runs.wait(run.id)).status).toBe("completed");
  const [answer] = (await own.messages.list(run.threadId, { limit: 1 })).data;
  expect(JSON.stringify(answer?.content)).toContain("it takes too long to check them");
});

test("an assistant with as many and as long functions as there may be goes and comes as it is", async () => {
  const many = Array.from({ length: 128 }, (_, at) =>
    entry({ name: `f${at}`, source: `export default () => 1 //${"x".repeat(50_000)}` }),
  );
  const made = await create(...many);
  const document = JSON.parse(JSON.stringify(await exportAssistant(inhouse, made.id)));
  await using there = open();
  const copy = await importAssistant(there, document);
  expect(copy.tools).toEqual(many);
  // One bad function at its end, and none of it is there.
  document.assistant.tools[127].source = "export default";
  await expect(importAssistant(there, document)).rejects.toThrow(
    expect.objectContaining({
      param: "assistant.tools[127].source",
      expected: "a JavaScript module whose default export is a function",
      received: expect.stringContaining("SyntaxError"),
    }),
  );
  expect((await there.assistants.list()).data).toHaveLength(1);
});
