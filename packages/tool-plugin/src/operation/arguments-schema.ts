import type { JsonObject, JsonValue } from "@inhouse/contracts";
import { mergeAllOf } from "../schema/merge-all-of.ts";
import type { SchemaBudget } from "../schema/model-schema.ts";
import { modelSchema, schemaBudget } from "../schema/model-schema.ts";
import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, textOf, textsOf } from "../schema/raw.ts";
import { shorten } from "../schema/shorten.ts";
import type { Operation, OperationBody } from "./operation.ts";

const fileField: Raw = {
  type: "string",
  description: "The id of a file of this thread, whose content is sent.",
};

/** What is said of an operation where all of it is too much, more and more briefly. */
const budgets: readonly SchemaBudget[] = [
  schemaBudget,
  { depth: 6, nodes: 120, description: 160, values: 1_000 },
  { depth: 4, nodes: 80, description: 100, values: 500 },
  { depth: 2, nodes: 40, description: 60, values: 200 },
  { depth: 1, nodes: 20, description: 40, values: 100 },
  { depth: 0, nodes: 0, description: 40, values: 0 },
];

/** The longest schema of one function, in characters of JSON. */
const mostCharacters = 8_000;

/**
 * @param operation - an operation
 * @returns JSON Schema of what the model fills; of a large one as much as fits a function: what is not needed is left out, from
 *   the end on
 */
export function argumentsSchema(operation: Operation): JsonObject {
  const known = made.get(operation);
  if (known !== undefined) return known;
  const schema = withinLimit(operation);
  made.set(operation, schema);
  return schema;
}

/** A search says the same operations again and again. */
const made = new WeakMap<Operation, JsonObject>();

function withinLimit(operation: Operation): JsonObject {
  let schema: JsonObject = {};
  for (const budget of budgets) {
    schema = withinBudget(operation, budget);
    if (JSON.stringify(schema).length <= mostCharacters) return schema;
  }
  return withoutSome(schema);
}

function withoutSome(schema: JsonObject): JsonObject {
  const properties = schema.properties as JsonObject;
  const required = textsOf(schema.required);
  const needed = new Set(required);
  let room = mostCharacters - JSON.stringify({ ...schema, properties: {} }).length;
  const cost = (name: string): number =>
    JSON.stringify(name).length + JSON.stringify(properties[name]).length + 2;
  for (const name of required) room -= cost(name);
  const kept = Object.entries(properties).filter(([name]) => {
    if (needed.has(name)) return true;
    room -= cost(name);
    return room >= 0;
  });
  return { ...schema, properties: Object.fromEntries(kept) };
}

function withinBudget(operation: Operation, budget: SchemaBudget): JsonObject {
  // No prototype: an argument may be called `__proto__`.
  const properties: Record<string, JsonValue> = Object.create(null);
  const required: string[] = [];
  for (const parameter of operation.parameters) {
    if (parameter.source === "caller") continue;
    const said = modelSchema(parameter.schema, budget);
    const words = shorten(parameter.description, budget.description) || textOf(said.description);
    properties[parameter.argument] = { ...said, ...(words !== "" && { description: words }) };
    if (parameter.required) required.push(parameter.argument);
  }
  const { body } = operation;
  if (body !== null) {
    const said = modelSchema(bodySchema(body), budget);
    const words = textOf(said.description) || shorten(body.description, budget.description);
    properties[body.argument] = { ...said, ...(words !== "" && { description: words }) };
    if (body.required) required.push(body.argument);
  }
  return {
    type: "object",
    properties: { ...properties },
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** @returns whether the field of a body is filled with a file of the thread */
export function isFileField(schema: unknown): boolean {
  const { format, contentEncoding, contentMediaType, type } = rawOf(schema);
  if (format === "binary") return true;
  return type === "string" && contentMediaType !== undefined && contentEncoding === undefined;
}

/** What the model sees of a body: files by their id, and nothing of what the caller fills. */
function bodySchema({ schema, mediaType, callerFields }: OperationBody): Raw {
  if (isFileBody(mediaType)) return fileField;
  const merged = mergeAllOf(schema);
  if (!isRaw(merged.properties)) return merged;
  const isForm = /^multipart\//.test(mediaType);
  const fields = Object.entries(merged.properties)
    .filter(([name]) => !callerFields.includes(name))
    .map(([name, one]) => [name, isForm && isFileField(one) ? describedFile(one) : one] as const);
  const required = textsOf(merged.required).filter((name) => !callerFields.includes(name));
  return { ...merged, properties: Object.fromEntries(fields), required };
}

function describedFile(schema: unknown): Raw {
  const said = textOf(rawOf(schema).description);
  return { ...fileField, description: `${textOf(fileField.description)} ${said}` };
}

/** @returns whether a body of this type is the content of a file and nothing else */
export function isFileBody(mediaType: string): boolean {
  return (
    /^(image|audio|video|font)\//.test(mediaType) ||
    /^application\/(octet-stream|pdf|zip|gzip|x-tar)$/.test(mediaType)
  );
}
