import { beforeAll, expect, it } from "vitest";
import type { BadCall, BadInputWorld } from "../test-support/bad-input.ts";
import { bad, badInputWorld, expectRefusal } from "../test-support/bad-input.ts";

const model = "demo";
const throwing = {
  get model() {
    throw new Error("a getter of the caller");
  },
};
const fn = (name: unknown) => ({ type: "function", function: { name } });
const create =
  (input: unknown): BadCall[0] =>
  ({ inhouse }) =>
    inhouse.assistants.create(bad(input));
const update =
  (input: unknown): BadCall[0] =>
  ({ inhouse, assistantId }) =>
    inhouse.assistants.update(assistantId, bad(input));

const rows: readonly BadCall[] = [
  [create(undefined), "The input must be an object, but it is missing."],
  [create(null), "The input must be an object, but it is null."],
  [create("demo"), "The input must be an object, but it is 'demo'."],
  [create([{ model }]), "The input must be an object, but it is an array with 1 item."],
  [create(new Map([["model", model]])), "The input must be an object, but it is a Map."],
  [create(Promise.resolve({ model })), "The input must be an object, but it is a Promise."],
  [create(throwing), "The input must be readable, but it is an object that throws."],
  [create({}), "'model' must be a string of 1 to 256 characters, but it is missing."],
  [create({ model: "" }), "'model' must be a string of 1 to 256 characters, but it is ''."],
  [create({ model: null }), "'model' must be a string of 1 to 256 characters, but it is null."],
  [create({ model: 7 }), "'model' must be a string of 1 to 256 characters, but it is 7."],
  [
    create({ model: "m".repeat(300) }),
    "'model' must be a string of 1 to 256 characters, but it is a string of 300 characters.",
  ],
  [
    create({ model: "gpt-unknown" }),
    "The runtime has no model 'gpt-unknown'. Add it to 'models' of createRuntime. Known models: demo.",
  ],
  [
    create({ model: "constructor" }),
    "The runtime has no model 'constructor'. Add it to 'models' of createRuntime. Known models: demo.",
  ],
  [
    create({ model, color: "red" }),
    "'color' must be left out: there is no such field, but it is 'red'.",
  ],
  [
    create({ model, top_p: 1 }),
    "'top_p' must be left out: there is no such field (is 'topP' meant?), but it is 1.",
  ],
  [
    create(JSON.parse('{"model":"demo","__proto__":{"name":"x"}}')),
    "'__proto__' must be left out: there is no such field, but it is an object with 1 field.",
  ],
  [
    create({ model, toString: "x" }),
    "'toString' must be left out: there is no such field, but it is 'x'.",
  ],
  [create({ model, name: 5 }), "'name' must be a string, but it is 5."],
  [
    create({ model, name: "n".repeat(257) }),
    "'name' must be a string of at most 256 characters, but it is a string of 257 characters.",
  ],
  [
    create({ model, description: "d".repeat(513) }),
    "'description' must be a string of at most 512 characters, but it is a string of 513 characters.",
  ],
  [
    create({ model, instructions: "i".repeat(256_001) }),
    "'instructions' must be a string of at most 256000 characters, but it is a string of 256001 characters.",
  ],
  [
    create({ model, instructions: ["Be kind."] }),
    "'instructions' must be a string, but it is an array with 1 item.",
  ],
  [
    create({ model, temperature: 2.1 }),
    "'temperature' must be a number from 0 to 2, but it is 2.1.",
  ],
  [
    create({ model, temperature: -0.1 }),
    "'temperature' must be a number from 0 to 2, but it is -0.1.",
  ],
  [
    create({ model, temperature: Number.NaN }),
    "'temperature' must be a number from 0 to 2, but it is NaN.",
  ],
  [
    create({ model, temperature: Number.POSITIVE_INFINITY }),
    "'temperature' must be a number from 0 to 2, but it is Infinity.",
  ],
  [
    create({ model, temperature: "0.5" }),
    "'temperature' must be a number from 0 to 2, but it is '0.5'.",
  ],
  [create({ model, topP: 1.5 }), "'topP' must be a number from 0 to 1, but it is 1.5."],
  [
    create({ model, reasoningEffort: "extreme" }),
    "'reasoningEffort' must be one of 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', but it is 'extreme'.",
  ],
  [
    create({ model, responseFormat: "json_object" }),
    "'responseFormat' must be an object, but it is 'json_object'.",
  ],
  [
    create({ model, responseFormat: {} }),
    "'responseFormat.type' must be one of 'text', 'json_object', 'json_schema', but it is missing.",
  ],
  [
    create({ model, responseFormat: { type: "xml" } }),
    "'responseFormat.type' must be one of 'text', 'json_object', 'json_schema', but it is 'xml'.",
  ],
  [
    create({ model, responseFormat: { type: "json_schema" } }),
    "'responseFormat.jsonSchema' must be an object, but it is missing.",
  ],
  [
    create({ model, responseFormat: { type: "json_schema", jsonSchema: { name: "a b" } } }),
    "'responseFormat.jsonSchema.name' must be a name of 1 to 64 of [a-zA-Z0-9_-], but it is 'a b'.",
  ],
  [
    create({ model, responseFormat: { type: "json_object", strict: true } }),
    "'responseFormat.strict' must be left out: there is no such field, but it is true.",
  ],
  [update(undefined), "The input must be an object, but it is missing."],
  [update({ model: null }), "'model' must be a string of 1 to 256 characters, but it is null."],
  [
    update({ model: "gpt-unknown" }),
    "The runtime has no model 'gpt-unknown'. Add it to 'models' of createRuntime. Known models: demo.",
  ],
  [update({ id: "asst_1" }), "'id' must be left out: there is no such field, but it is 'asst_1'."],
  [
    update({ tools: [fn("a"), fn("a")] }),
    "'tools[1].function.name' must be a function name of 1 to 64 of [a-zA-Z0-9_-] that no other tool has, but it is 'a'.",
  ],
  [
    update({ toolResources: { code_interpreter: { fileIds: [5] } } }),
    "'toolResources.code_interpreter.fileIds[0]' must be the id of a file, but it is 5.",
  ],
  [
    ({ inhouse }) => inhouse.assistants.update("asst_missing", {}),
    "No assistant found with id 'asst_missing'.",
  ],
  [
    ({ inhouse }) => inhouse.assistants.retrieve(bad(undefined)),
    "'assistantId' must be an id, but it is missing.",
  ],
  [({ inhouse }) => inhouse.assistants.retrieve(""), "'assistantId' must be an id, but it is ''."],
  [
    ({ inhouse }) => inhouse.assistants.retrieve("a/../b\u0000"),
    "'assistantId' must be an id, but it is 'a/../b\\u0000'.",
  ],
  [
    ({ inhouse }) => inhouse.assistants.retrieve("a".repeat(1_000_000)),
    "'assistantId' must be an id, but it is a string of 1000000 characters.",
  ],
  [
    ({ inhouse, threadId }) => inhouse.assistants.retrieve(threadId),
    "No assistant found with id '$threadId'.",
  ],
  [
    ({ inhouse }) => inhouse.assistants.delete(bad({ id: "asst_1" })),
    "'assistantId' must be an id, but it is an object with 1 field.",
  ],
  [
    ({ inhouse }) => inhouse.assistants.delete("asst_missing"),
    "No assistant found with id 'asst_missing'.",
  ],
];

let world: BadInputWorld;
beforeAll(async () => {
  world = await badInputWorld();
  return () => world.inhouse.close({ drainMs: 0 });
});

it.each(rows.map((row) => ({ row, message: row[1] })))("refuses: $message", async ({ row }) => {
  await expectRefusal(world, row);
});

it("names the fault of a getter as the cause", async () => {
  const error = await world.inhouse.assistants.create(bad(throwing)).catch((one) => one);
  expect(error.cause).toEqual(new Error("a getter of the caller"));
});
