import type { JsonObject, JsonValue } from "@inhouse/contracts";
import { mergeAllOf } from "./merge-all-of.ts";
import type { Raw } from "./raw.ts";
import { isRaw, rawsOf, textOf, textsOf } from "./raw.ts";
import { shorten } from "./shorten.ts";

/** How much of a schema the model is shown. */
export interface SchemaBudget {
  /** How deep it may be. */
  readonly depth: number;
  /** How many schemas it may consist of. */
  readonly nodes: number;
  /** How long a description may be, in characters. */
  readonly description: number;
  /** How long the values of an `enum` may be together, in characters. */
  readonly values: number;
}

/** What fits a function of its own. */
export const schemaBudget: SchemaBudget = {
  depth: 8,
  nodes: 250,
  description: 300,
  values: 2_000,
};

const mostValues = 100;
const mostVariants = 12;
const longestDefault = 200;
const types: readonly string[] = [
  "object",
  "array",
  "string",
  "number",
  "integer",
  "boolean",
  "null",
];
const bounds: readonly string[] = [
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
];

/** What providers take as the name of a property. */
export const propertyName: RegExp = /^[a-zA-Z0-9_.-]{1,64}$/;

/**
 * Says a schema of a document as providers take it: without references, in the one form of `null` and of bounds that all of
 * them read, without what only answers have, and never endless. What has no keyword that all of them know, such as a format
 * or a pattern, is said in words; a pattern would also be run, and a document's may take for ever.
 *
 * @param schema - the schema, its references resolved, so that it may contain itself
 * @param budget - how much of it is said
 * @returns JSON Schema
 */
export function modelSchema(schema: Raw, budget: SchemaBudget = schemaBudget): JsonObject {
  let nodes = budget.nodes;

  /** Schemas are counted down to a floor that leaves enough for those that come behind: none starves the others. */
  function convert(given: Raw, depth: number, above: readonly Raw[], floor: number): JsonObject {
    nodes -= 1;
    // A schema may be in the form it has here, or in the one that it was merged to: both mark a circle.
    if (above.includes(given)) return { description: "The same form as further up." };
    const merged = mergeAllOf(given);
    const path = [...above, given];
    const type = typeOf(merged);
    const described = {
      ...type,
      ...descriptionOf(merged, budget.description),
      ...valuesOf(merged, budget.values),
      ...boundsOf(merged),
    };
    const inner = [merged.properties, merged.items, merged.anyOf, merged.oneOf];
    if ((depth >= budget.depth || nodes <= floor) && inner.some((one) => one !== undefined)) {
      return { ...described, ...(type.type === "array" && { items: {} }) };
    }
    return {
      ...described,
      ...objectOf(merged, type.type, depth, path, floor),
      ...(isOfType(type.type, "array") && { items: convertAny(merged.items, depth, path, floor) }),
      ...variantsOf(merged, depth, path, floor),
    };
  }

  function convertAny(
    value: unknown,
    depth: number,
    above: readonly Raw[],
    floor: number,
  ): JsonObject {
    return isRaw(value) ? convert(value, depth + 1, above, floor) : {};
  }

  function objectOf(
    merged: Raw,
    type: JsonValue | undefined,
    depth: number,
    path: readonly Raw[],
    floor: number,
  ): JsonObject {
    if (!isOfType(type, "object")) return {};
    const known = Object.entries(isRaw(merged.properties) ? merged.properties : {}).filter(
      (entry): entry is [string, Raw] => isRaw(entry[1]) && entry[1].readOnly !== true,
    );
    const shown = known.filter(([name]) => propertyName.test(name));
    const unnamed = known.filter(([name]) => !propertyName.test(name)).map(([name]) => name);
    const properties: Record<string, JsonValue> = Object.create(null);
    for (const [index, [name, one]] of shown.entries()) {
      if (nodes <= floor) break;
      const share = Math.max(1, Math.floor((nodes - floor) / (shown.length - index)));
      properties[name] = convert(one, depth + 1, path, nodes - share);
    }
    const names = Object.keys(properties);
    const required = textsOf(merged.required).filter((name) => names.includes(name));
    const isCut = names.length < shown.length;
    const { additionalProperties: more } = merged;
    return {
      properties: { ...properties },
      ...(required.length > 0 && { required: [...new Set(required)] }),
      ...(isRaw(more) && { additionalProperties: convertAny(more, depth, path, floor) }),
      ...(more === false && !isCut && unnamed.length === 0 && { additionalProperties: false }),
      ...furtherNames(merged, [...unnamed, ...shown.slice(names.length).map(([name]) => name)]),
    };
  }

  function furtherNames(merged: Raw, names: readonly string[]): JsonObject {
    if (names.length === 0) return {};
    const said = `Further properties: ${names.slice(0, 40).join(", ")}`;
    const before = shorten(textOf(merged.description), budget.description);
    return { description: shorten(`${before} ${said}`, budget.description * 2) };
  }

  function variantsOf(merged: Raw, depth: number, path: readonly Raw[], floor: number): JsonObject {
    const all = [...rawsOf(merged.anyOf), ...rawsOf(merged.oneOf)];
    const variants = all.slice(0, mostVariants);
    if (variants.length === 0) return {};
    const said = variants.map((one, index) => {
      const share = Math.max(1, Math.floor((nodes - floor) / (variants.length - index)));
      return convert(one, depth + 1, path, nodes - share);
    });
    // What is not said is still taken.
    const isCut = all.length > variants.length;
    return { anyOf: isCut ? [...said, { description: "One of further forms." }] : said };
  }

  return convert(schema, 0, [], 0);
}

function isOfType(type: JsonValue | undefined, wanted: string): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}

function typeOf(schema: Raw): { readonly type?: JsonValue } {
  const stated = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter(
    (one): one is string => types.includes(one as string),
  );
  const found = stated.length > 0 ? stated : guessedTypes(schema);
  if (found.length === 0) return {};
  const all =
    schema.nullable === true && !found.includes("null") ? [...found, "null"] : [...new Set(found)];
  return { type: all.length === 1 ? (all[0] as string) : all };
}

function guessedTypes(schema: Raw): readonly string[] {
  if (isRaw(schema.properties) || isRaw(schema.additionalProperties)) return ["object"];
  if (schema.items !== undefined) return ["array"];
  const values = Array.isArray(schema.enum) ? schema.enum : [];
  return values.length > 0 && values.every((one) => typeof one === "string") ? ["string"] : [];
}

function valuesOf(schema: Raw, characters: number): JsonObject {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  const isShort = isPlain(schema.default) && String(schema.default).length <= longestDefault;
  const fallback = isShort ? { default: schema.default as JsonValue } : {};
  if (!Array.isArray(values)) return fallback;
  const plain = values.filter(isPlain);
  if (plain.length === 0 || plain.length > mostValues) return fallback;
  const length = plain.reduce<number>((sum, one) => sum + String(one).length, 0);
  if (length > characters) return fallback;
  const withNull = schema.nullable === true && !plain.includes(null) ? [...plain, null] : plain;
  return { enum: [...new Set(withNull)], ...fallback };
}

function isPlain(value: unknown): value is string | number | boolean | null {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean" || value === null;
}

/** OpenAPI 3.0 says by a flag that a bound is exclusive, 3.1 by another bound. */
function boundsOf(schema: Raw): JsonObject {
  const said: Record<string, JsonValue> = {};
  for (const name of bounds) {
    const value = schema[name];
    if (typeof value === "number" && Number.isFinite(value)) said[name] = value;
  }
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const value = schema[exclusive];
    if (typeof value === "number" && Number.isFinite(value)) said[exclusive] = value;
    if (value === true && said[bound] !== undefined) {
      said[exclusive] = said[bound];
      delete said[bound];
    }
  }
  return said;
}

function descriptionOf(schema: Raw, characters: number): { readonly description?: string } {
  const words = [
    textOf(schema.description) || textOf(schema.title),
    schema.format === undefined ? "" : `Format: ${textOf(schema.format)}.`,
    textOf(schema.pattern).length > 80 || textOf(schema.pattern) === ""
      ? ""
      : `Pattern: ${textOf(schema.pattern)}`,
    isPlain(schema.example) ? `Example: ${shorten(String(schema.example), 60)}` : "",
  ];
  const [first = "", ...more] = words.map((one) => one.trim());
  const rest = more.filter((one) => one !== "").join(" ");
  const room = Math.max(40, characters - rest.length - 1);
  const text = [shorten(first, room), rest].filter((one) => one !== "").join(" ");
  return text === "" ? {} : { description: shorten(text, characters) };
}
