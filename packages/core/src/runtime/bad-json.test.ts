import { beforeAll, it } from "vitest";
import type { BadCall, BadInputWorld } from "../test-support/bad-input.ts";
import { bad, badInputWorld, expectRefusal } from "../test-support/bad-input.ts";

const model = "demo";
const deep = (depth: number): object => (depth === 0 ? {} : { a: deep(depth - 1) });
const cyclic: { self?: object } = {};
cyclic.self = cyclic;
class Custom {
  readonly color = "red";
}
const shared = Array.from({ length: 30 }).reduce<object>((inner) => ({ a: inner, b: inner }), {});
const fn = (name: unknown) => ({ type: "function", function: { name } });
const create =
  (input: unknown): BadCall[0] =>
  ({ inhouse }) =>
    inhouse.assistants.create(bad(input));

const rows: readonly BadCall[] = [
  [
    create({ model, metadata: "color=red" }),
    "'metadata' must be an object of strings, but it is 'color=red'.",
  ],
  [
    create({ model, metadata: ["red"] }),
    "'metadata' must be an object of strings, but it is an array with 1 item.",
  ],
  [
    create({ model, metadata: new Map([["color", "red"]]) }),
    "'metadata' must be an object of strings, but it is a Map.",
  ],
  [
    create({ model, metadata: new Custom() }),
    "'metadata' must be an object of strings, but it is an instance of a class.",
  ],
  [create({ model, metadata: { color: 5 } }), "'metadata.color' must be a string, but it is 5."],
  [
    create({ model, metadata: { color: "r".repeat(513) } }),
    "'metadata.color' must be a string of at most 512 characters, but it is a string of 513 characters.",
  ],
  [
    create({ model, metadata: { ["k".repeat(65)]: "v" } }),
    "'metadata[\"kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…\"]' must be left out: a key may have at most 64 characters, but it is 'v'.",
  ],
  [
    create({ model, metadata: { "a key": {} } }),
    "'metadata[\"a key\"]' must be a string, but it is an empty object.",
  ],
  [
    create({ model, metadata: JSON.parse('{"__proto__":"x"}') }),
    "'metadata.__proto__' must be left out: no key may have this name, but it is 'x'.",
  ],
  [
    create({
      model,
      metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, "v"])),
    }),
    "'metadata' must be an object of at most 16 pairs, but it is an object with 17 fields.",
  ],
  [create({ model, tools: {} }), "'tools' must be an array, but it is an empty object."],
  [create({ model, tools: "function" }), "'tools' must be an array, but it is 'function'."],
  [create({ model, tools: [null] }), "'tools[0]' must be an object of plain JSON, but it is null."],
  [
    create({ model, tools: ["code_interpreter"] }),
    "'tools[0]' must be an object of plain JSON, but it is 'code_interpreter'.",
  ],
  [
    create({ model, tools: [{}] }),
    "'tools[0].type' must be the type of a tool, but it is missing.",
  ],
  [
    create({ model, tools: [{ type: 5 }] }),
    "'tools[0].type' must be the type of a tool, but it is 5.",
  ],
  [
    create({ model, tools: [{ type: "unknown_tool" }] }),
    "'tools[0].type' must be one of 'function', 'code_interpreter'; give the runtime the tool in 'tools' of createRuntime, but it is 'unknown_tool'.",
  ],
  [
    create({ model, tools: [{ type: "function" }] }),
    "'tools[0].function' must be an object, but it is missing.",
  ],
  [
    create({ model, tools: [fn("ok"), fn("also_ok"), fn("not ok")] }),
    "'tools[2].function.name' must be a name of 1 to 64 of [a-zA-Z0-9_-], but it is 'not ok'.",
  ],
  [
    create({ model, tools: [fn("n".repeat(65))] }),
    "'tools[0].function.name' must be a name of 1 to 64 of [a-zA-Z0-9_-], but it is a string of 65 characters.",
  ],
  [
    create({ model, tools: [fn("twice"), fn("twice")] }),
    "'tools[1].function.name' must be a function name of 1 to 64 of [a-zA-Z0-9_-] that no other tool has, but it is 'twice'.",
  ],
  [
    create({ model, tools: [{ type: "code_interpreter" }, { type: "code_interpreter" }] }),
    "'tools[1]' must be a function name of 1 to 64 of [a-zA-Z0-9_-] that no other tool has, but it is 'code_interpreter_function'.",
  ],
  [
    create({ model, tools: [{ ...fn("f"), strict: true }] }),
    "'tools[0].strict' must be left out: there is no such field, but it is true.",
  ],
  [
    create({ model, tools: [{ type: "function", function: { name: "f", parameters: "{}" } }] }),
    "'tools[0].function.parameters' must be an object of plain JSON, but it is '{}'.",
  ],
  [
    create({ model, tools: Array.from({ length: 129 }, (_, i) => fn(`f${i}`)) }),
    "'tools' must be an array of at most 128 tools, but it is an array with 129 items.",
  ],
  [
    create({ model, toolResources: [] }),
    "'toolResources' must be an object of plain JSON, but it is an empty array.",
  ],
  [
    create({ model, toolResources: { code_interpreter: ["file"] } }),
    "'toolResources.code_interpreter' must be an object, but it is an array with 1 item.",
  ],
  [
    create({ model, toolResources: { code_interpreter: { fileIds: "file_1" } } }),
    "'toolResources.code_interpreter.fileIds' must be an array of at most 1000 file ids, but it is 'file_1'.",
  ],
  [
    create({ model, toolResources: { code_interpreter: { fileIds: ["file_missing"] } } }),
    "'toolResources.code_interpreter.fileIds[0]' must be the id of a file, but it is 'file_missing'.",
  ],
  [
    ({ inhouse, foreign }) =>
      inhouse.assistants.create({
        model,
        toolResources: { code_interpreter: { fileIds: [foreign.fileId] } },
      }),
    "'toolResources.code_interpreter.fileIds[0]' must be the id of a file, but it is '$foreign.fileId'.",
  ],
  [
    create({ model, providerOptions: { openai: "store" } }),
    "'providerOptions.openai' must be an object, but it is 'store'.",
  ],
  [
    create({ model, providerOptions: { openai: { user: () => "x" } } }),
    "'providerOptions.openai.user' must be plain JSON, but it is a function.",
  ],
  [
    create({ model, providerOptions: { openai: { seed: 10n } } }),
    "'providerOptions.openai.seed' must be plain JSON, but it is a bigint.",
  ],
  [
    create({ model, providerOptions: { openai: { at: new Date(0) } } }),
    "'providerOptions.openai.at' must be plain JSON, but it is a Date.",
  ],
  [
    create({ model, providerOptions: { openai: { own: new Custom() } } }),
    "'providerOptions.openai.own' must be plain JSON, but it is an instance of a class.",
  ],
  [
    create({ model, providerOptions: { openai: { score: Number.NaN } } }),
    "'providerOptions.openai.score' must be plain JSON, but it is NaN.",
  ],
  [
    create({ model, providerOptions: { openai: { list: [1, undefined] } } }),
    "'providerOptions.openai.list[1]' must be plain JSON, but it is missing.",
  ],
  [
    create({ model, providerOptions: { openai: cyclic } }),
    "'providerOptions.openai.self' must be without a cycle, but it is an object with 1 field.",
  ],
  [
    create({ model, providerOptions: { openai: shared } }),
    "'providerOptions.openai.a.a.a.a.a.a.a.a.a.a.a.a.a.b.b.b.b.a.b.a.a.a.a.a.b.b.b.b.a' must be plain JSON of at most 1000000 characters in all, but it is an object with 2 fields.",
  ],
  [
    create({ model, providerOptions: { openai: deep(1_000) } }),
    "'providerOptions.openai.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a…' must be plain JSON that is nested at most 64 deep, but it is an object with 1 field.",
  ],
  [
    create({ model, providerOptions: { openai: { text: "t".repeat(1_000_001) } } }),
    "'providerOptions.openai.text' must be plain JSON of at most 1000000 characters in all, but it is a string of 1000001 characters.",
  ],
  [
    create({ model, providerOptions: JSON.parse('{"openai":{"__proto__":{"a":1}}}') }),
    "'providerOptions.openai' must be without the key '__proto__', but it is an object with 1 field.",
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
