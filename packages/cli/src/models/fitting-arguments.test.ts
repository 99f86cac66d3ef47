import { Validator } from "@cfworker/json-schema";
import { describe, expect, it } from "vitest";
import { fittingArguments } from "./fitting-arguments.ts";

const place = { type: "object", properties: { x: { $ref: "#/$defs/place" } } };
const required = (schema: object) => ({
  type: "object",
  properties: { value: schema },
  required: ["value"],
  additionalProperties: false,
});

const schemas: readonly (readonly [what: string, schema: object])[] = [
  ["a word", required({ type: "string", minLength: 3, maxLength: 5 })],
  ["a pattern", required({ type: "string", pattern: "^[A-Z]{3}-\\d{2}$" })],
  ["a date", required({ type: "string", format: "date-time" })],
  ["a choice", required({ enum: ["celsius", "fahrenheit"] })],
  ["a constant", required({ const: 7 })],
  ["a whole number in bounds", required({ type: "integer", minimum: 3, maximum: 5 })],
  ["a multiple", required({ type: "integer", multipleOf: 7, minimum: 20, maximum: 30 })],
  ["a list", required({ type: "array", items: { type: "boolean" }, minItems: 2, maxItems: 4 })],
  ["one of several", required({ anyOf: [{ type: "null" }, { type: "string", minLength: 1 }] })],
  ["all of several", required({ allOf: [{ type: "integer" }, { minimum: 4 }, { maximum: 9 }] })],
  ["an object in an object", required(required({ type: "number", exclusiveMinimum: 0 }))],
  ["a reference", { ...required({ $ref: "#/$defs/unit" }), $defs: { unit: { enum: ["m"] } } }],
  ["a schema that contains itself", { ...required({ $ref: "#/$defs/place" }), $defs: { place } }],
  ["types in a list", required({ type: ["integer", "null"] })],
];

describe("arguments", () => {
  it.each(schemas)("fit %s", async (_, schema) => {
    const made = await fittingArguments(schema);
    expect(new Validator(schema, "2020-12").validate(made)).toMatchObject({ valid: true });
    expect(Object.keys(made)).toEqual(["value"]);
  });

  it.each(schemas)("are always the same for %s", async (_, schema) => {
    expect(await fittingArguments(schema)).toEqual(await fittingArguments(schema));
  });

  it("leave out what is not asked for", async () => {
    const properties = { city: { type: "string" }, unit: { type: "string" } };
    const made = await fittingArguments({ type: "object", properties, required: ["city"] });
    expect(Object.keys(made)).toEqual(["city"]);
  });

  it.each([
    [undefined],
    [null],
    ["text"],
    [{}],
    [{ type: "string" }],
    [{ type: "object" }],
    [{ $ref: "https://127.0.0.1:9/schema.json" }],
    [{ type: "nonsense" }],
  ])("are none where the schema is %j", async (schema) => {
    expect(await fittingArguments(schema)).toEqual({});
  });

  it.each([
    [{ type: "array", items: { type: "string" }, minItems: 1e9 }],
    [{ type: "string", minLength: 1e9 }],
    [{ type: "string", pattern: "^(a{9999}){9999}$" }],
    [{ type: "array", items: { type: "array", items: {}, minItems: 1e4 }, minItems: 1e4 }],
  ])("are none where they had to be huge: %j", async (value) => {
    expect(await fittingArguments(required(value))).toEqual({});
  });
});
