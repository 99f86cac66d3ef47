import type { JsonObject } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { modelSchema } from "./model-schema.ts";
import type { Raw } from "./raw.ts";
import { signatureOf } from "./signature.ts";

describe("modelSchema", () => {
  it.each<[string, Raw, JsonObject]>([
    ["a nullable type", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["the types of 3.1", { type: ["integer", "null"] }, { type: ["integer", "null"] }],
    [
      "a nullable choice",
      { enum: ["a"], nullable: true },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["a constant", { const: "a" }, { enum: ["a"] }],
    [
      "an exclusive bound of 3.0",
      { type: "number", minimum: 0, exclusiveMinimum: true },
      { type: "number", exclusiveMinimum: 0 },
    ],
    [
      "an exclusive bound of 3.1",
      { type: "number", exclusiveMaximum: 5 },
      { type: "number", exclusiveMaximum: 5 },
    ],
    ["a list that says nothing of its items", { type: "array" }, { type: "array", items: {} }],
    [
      "a form without a type",
      { items: { type: "string" } },
      { type: "array", items: { type: "string" } },
    ],
    [
      "a format, a pattern and an example, in words",
      {
        type: "string",
        description: "A day",
        format: "date",
        pattern: "^\\d+$",
        example: "2026-01-01",
      },
      {
        type: "string",
        description: "A day Format: date. Pattern: ^\\d+$ Example: 2026-01-01",
      },
    ],
    [
      "what only answers have",
      {
        type: "object",
        required: ["id", "name"],
        properties: { id: { type: "string", readOnly: true }, name: { type: "string" } },
      },
      { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
    ],
    [
      "one of several",
      { oneOf: [{ type: "string" }, { type: "number" }], discriminator: { propertyName: "x" } },
      { anyOf: [{ type: "string" }, { type: "number" }] },
    ],
    [
      "parts that are put together",
      {
        allOf: [
          { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
          { properties: { b: { type: "string" } }, required: ["b"] },
        ],
      },
      {
        type: "object",
        properties: { a: { type: "string" }, b: { type: "string" } },
        required: ["a", "b"],
      },
    ],
    [
      "names that providers do not take",
      { type: "object", properties: { "a b": {}, ok: {} }, additionalProperties: false },
      { type: "object", properties: { ok: {} }, description: "Further properties: a b" },
    ],
    ["what is no schema", { type: "file", enum: [{}], minimum: "1", properties: 1 }, {}],
  ])("says %s", (_, schema, expected) => expect(modelSchema(schema)).toEqual(expected));

  it("takes what it does not say", () => {
    const oneOf = Array.from({ length: 30 }, (_, index) => ({ const: index }));
    const { anyOf } = modelSchema({ oneOf });
    expect(anyOf).toHaveLength(13);
    expect(anyOf).toContainEqual({ description: "One of further forms." });
    const many = Array.from({ length: 101 }, (_, index) => index);
    expect(modelSchema({ enum: many })).toEqual({});
  });

  it("says a schema that contains itself once", () => {
    const node: { [key: string]: unknown } = { type: "object" };
    node.properties = { children: { type: "array", items: node }, also: { allOf: [node] } };
    const said = modelSchema(node);
    expect(said).toMatchObject({
      properties: { children: { items: { description: "The same form as further up." } } },
    });
    expect(JSON.stringify(said).length).toBeLessThan(5_000);
  });

  it("says no more than its budget, whatever the schema", () => {
    const wide = (depth: number): Raw => ({
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: 6 }, (_, index) => [`p${index}`, depth > 0 ? wide(depth - 1) : {}]),
      ),
    });
    const budget = { depth: 3, nodes: 50, description: 100, values: 500 };
    const said = JSON.stringify(modelSchema(wide(4), budget));
    expect(said.match(/"p\d":/g)?.length).toBeLessThanOrEqual(50);
    const starved = {
      type: "object",
      properties: { first: wide(3), second: { type: "boolean" } },
    };
    const shown = modelSchema(starved, { ...budget, nodes: 10 });
    expect(shown).toMatchObject({ properties: { second: { type: "boolean" } } });
    const parts = { allOf: Array.from({ length: 9 }, () => ({})) } as { allOf: object[] };
    for (const part of parts.allOf) Object.assign(part, { allOf: parts.allOf });
    expect(modelSchema(parts)).toEqual({});
  });
});

describe("signatureOf", () => {
  it("writes arguments as TypeScript would", () => {
    const schema = {
      type: "object",
      properties: {
        state: { enum: ["open", "closed"] },
        owner: { type: "string" },
        labels: { type: "array", items: { type: ["string", "null"] } },
        "x-y": { anyOf: [{ type: "integer" }, { type: "boolean" }] },
        deep: { type: "object", properties: { a: { type: "object", properties: { b: {} } } } },
      },
      required: ["owner"],
    };
    expect(signatureOf(schema)).toBe(
      '{ owner: string; state?: "open" | "closed"; labels?: (string | null)[]; "x-y"?: number | boolean; deep?: { a?: { b?: unknown } } }',
    );
  });
});
