import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerOf, engines, modelCall } from "../test-support/model-call.ts";
import { argumentsOf, repairArguments } from "./tool-call-arguments.ts";

describe.each(engines)("through $name", (engine) => {
  async function callOf(name: string, input: string, tools = modelCall(scriptedModel([])).tools) {
    const model = scriptedModel([toolCall(name, input, { id: "c1" })]);
    const { events, error } = await answerOf(modelCall(model, { tools }), engine);
    expect(error).toBeUndefined();
    return events.filter((event) => event.type === "tool_call");
  }

  test("broken JSON is mended", async () => {
    expect(await callOf("search", "{'q': 'a', n: 1,}")).toMatchObject([
      { arguments: '{"q": "a", "n": 1}' },
    ]);
  });

  test("JSON beyond repair goes back to the model with a problem", async () => {
    const calls = await callOf("search", "search for cats");
    expect(calls).toMatchObject([
      { arguments: "search for cats", problem: "The arguments are not a JSON object." },
    ]);
  });

  test("a tool that is not there is named with those that are", async () => {
    expect(await callOf("delete_all", '{"q":1}')).toMatchObject([
      {
        name: "delete_all",
        arguments: '{"q":1}',
        problem: "There is no tool named 'delete_all'. The tools are: search.",
      },
    ]);
    expect(await callOf("toString", "{}", [])).toMatchObject([
      { problem: "There is no tool named 'toString'. There are no tools." },
    ]);
  });

  test("keys that reach a prototype are refused", async () => {
    expect(await callOf("search", '{"__proto__": {"admin": true}}')).toMatchObject([
      { problem: "The arguments have a key that is not allowed." },
    ]);
  });
});

test.each([
  ['```json\n{"a": 1}\n```', { a: 1 }],
  ['{"a": True, "b": None}', { a: true, b: null }],
  ['{"a": 1} // done', { a: 1 }],
  ["{“a”: 1}", { a: 1 }],
])("%j is mended", async (text, value) => {
  const settled = await repairArguments(text);
  expect(settled.problem).toBeUndefined();
  expect(JSON.parse(settled.arguments)).toEqual(value);
});

test.each(["[1]", '"text"', "12", "{{{", "null"])("%j is no arguments", async (text) => {
  expect(await repairArguments(text)).toMatchObject({
    arguments: text,
    problem: expect.any(String),
  });
});

test("arguments that were cut off anywhere are never completed", async () => {
  const values = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.integer())), {
    minKeys: 1,
  });
  await fc.assert(
    fc.asyncProperty(values, fc.double({ min: 0, max: 1, noNaN: true }), async (value, share) => {
      const whole = JSON.stringify(value);
      const cut = whole.slice(0, 1 + Math.floor(share * (whole.length - 2)));
      expect(await repairArguments(cut)).toHaveProperty("problem");
    }),
  );
});

test("what the model wrote is kept exactly if it means the same as what was parsed", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(4), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      expect(argumentsOf(JSON.parse(written), written)).toBe(written);
      expect(argumentsOf(JSON.parse(written), `[${written}]`)).toBe(
        JSON.stringify(JSON.parse(text)),
      );
    }),
  );
});
