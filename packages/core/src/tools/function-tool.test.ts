import type { JsonObject, ToolContext } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { bad } from "../test-support/bad-input.ts";
import { functionTool } from "./function-tool.ts";

const base = { name: "f", description: "Does f", execute: () => "done" };
const definition = { type: "function", function: { name: "f" } };
const context = {} as ToolContext;
const callOf = (input: unknown) => ({ name: "f", input: input as JsonObject, definition });

describe("a function tool", () => {
  it("says of itself what it was given", () => {
    const parameters = { type: "object", properties: { a: { type: "number" } } };
    const more = { timeoutMs: 5, afterCrash: "retry" } as const;
    const tool = functionTool({ ...base, ...more, parameters, strict: true });
    expect(tool).toMatchObject({ type: "function", name: "f", ...more });
    expect(tool.functions(definition)).toEqual([
      { name: "f", description: "Does f", parameters, strict: true },
    ]);
  });

  it("says in JSON Schema what its Zod schema accepts", () => {
    const parameters = z.object({
      city: z.string().describe("Where"),
      days: z.number().default(1),
    });
    const [described] = functionTool({ ...base, parameters }).functions(definition);
    expect(described?.parameters).toMatchObject({
      type: "object",
      properties: {
        city: { type: "string", description: "Where" },
        days: { type: "number", default: 1 },
      },
      required: ["city"],
    });
  });

  it("takes no arguments where nothing is said", () => {
    const [described] = functionTool(base).functions(definition);
    expect(described?.parameters).toEqual({ type: "object", properties: {} });
  });

  it("runs with what its schema makes of the arguments", async () => {
    const parameters = z.object({ city: z.string().trim(), days: z.number().default(1) });
    const tool = functionTool({
      ...base,
      parameters,
      execute: ({ city, days }) => ({ city, days }),
    });
    const result = await tool.execute(callOf({ city: " Rome " }), context);
    expect(result).toEqual({ output: '{"city":"Rome","days":1}' });
  });

  it("refuses arguments that its schema refuses, and says where", async () => {
    const parameters = z.object({ at: z.object({ city: z.string() }), list: z.array(z.number()) });
    const tool = functionTool({ ...base, parameters });
    const executed = tool.execute(callOf({ at: { city: 5 }, list: [1, "x"] }), context);
    await expect(executed).rejects.toThrow(/The arguments do not fit: at\.city: .*; list\[1\]: /);
  });

  it.each([
    ["text", "text"],
    [undefined, "null"],
    [null, "null"],
    [0, "0"],
    [["a"], '["a"]'],
  ])("tells the model %j as %s", async (returned, output) => {
    const tool = functionTool({ ...base, execute: async () => returned });
    expect(await tool.execute(callOf({}), context)).toEqual({ output });
  });

  it("asks for approval as it was told, of what its schema makes of the arguments", async () => {
    const parameters = z.object({ amount: z.coerce.number() });
    const asks = functionTool({ ...base, parameters, needsApproval: ({ amount }) => amount > 10 });
    expect(await asks.needsApproval?.(callOf({ amount: "11" }))).toBe(true);
    expect(await asks.needsApproval?.(callOf({ amount: "9" }))).toBe(false);
    await expect(asks.needsApproval?.(callOf({ amount: {} }))).rejects.toThrow("do not fit");
    expect(await functionTool({ ...base, needsApproval: true }).needsApproval?.(callOf({}))).toBe(
      true,
    );
    expect(functionTool({ ...base, needsApproval: false }).needsApproval).toBeUndefined();
    expect(functionTool(base).needsApproval).toBeUndefined();
  });

  const vendorSchema = {
    "~standard": { version: 1, vendor: "other", validate: () => ({ value: 1 }) },
  };
  it.each([
    [undefined, "The input must be an object, but it is missing."],
    [
      { ...base, name: "a b" },
      "'name' must be a name of 1 to 64 of [a-zA-Z0-9_-], but it is 'a b'.",
    ],
    [{ ...base, description: undefined }, "'description' must be a string, but it is missing."],
    [{ ...base, execute: "run" }, "'execute' must be a function, but it is 'run'."],
    [
      { ...base, timeoutMs: Number.NaN },
      "'timeoutMs' must be a whole number of at least 1, but it is NaN.",
    ],
    [
      { ...base, afterCrash: "again" },
      "'afterCrash' must be one of 'retry', 'report', 'ask', but it is 'again'.",
    ],
    [
      { ...base, needsApproval: "yes" },
      "'needsApproval' must be a boolean or a function, but it is 'yes'.",
    ],
    [
      { ...base, inputSchema: {} },
      "'inputSchema' must be left out: there is no such field, but it is an empty object.",
    ],
    [
      { ...base, parameters: null },
      "'parameters' must be an object of plain JSON, but it is null.",
    ],
    [
      { ...base, parameters: { type: "string" } },
      "'parameters' must be the schema of an object, because models name the arguments of a call, but it is a schema of the type 'string'.",
    ],
    [
      { ...base, parameters: z.string() },
      "'parameters' must be the schema of an object, because models name the arguments of a call, but it is a schema of the type 'string'.",
    ],
    [
      { ...base, parameters: z.object({ at: z.date() }) },
      "'parameters' must be a schema that can be said as JSON Schema, or a JSON Schema, but it is a schema of 'zod' that cannot.",
    ],
    [
      { ...base, parameters: vendorSchema },
      "'parameters' must be a schema that can be said as JSON Schema, or a JSON Schema, but it is a schema of 'other' that cannot.",
    ],
  ])("is refused: %#", (given, message) => {
    expect(() => functionTool(bad(given))).toThrow(message);
  });
});
