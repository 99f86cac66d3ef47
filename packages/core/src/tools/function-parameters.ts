import type { JsonObject } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { describe } from "../input/describe.ts";
import { parseArgument } from "../input/parse-input.ts";
import { jsonObject } from "../input/plain-json.ts";

/** A schema library's object that can also say what it accepts as JSON Schema: Zod 4.2 and later, ArkType, and others. */
export type ToolSchema<Input> = StandardSchemaV1<unknown, Input> &
  StandardJSONSchemaV1<unknown, Input>;

/** @returns whether it is of a schema library, not JSON Schema itself */
export function isToolSchema(schema: unknown): schema is ToolSchema<unknown> {
  const holds = (typeof schema === "object" && schema !== null) || typeof schema === "function";
  return holds && "~standard" in schema;
}

/**
 * @param schema - the schema of a function's arguments; absent: it has none
 * @returns the same as JSON Schema
 * @throws InvalidInputError if it cannot be said as JSON Schema, or is not the schema of an object
 */
export function parametersOf(schema: unknown): JsonObject {
  if (schema === undefined) return { type: "object", properties: {} };
  const parameters = isToolSchema(schema)
    ? converted(schema)
    : parseArgument(jsonObject, schema, "parameters");
  if (parameters.type !== "object") {
    throw new InvalidInputError({
      param: "parameters",
      expected: "the schema of an object, because models name the arguments of a call",
      received: `a schema of the type ${describe(parameters.type)}`,
    });
  }
  return parameters;
}

function converted(schema: ToolSchema<unknown>): JsonObject {
  const { vendor, jsonSchema } = schema["~standard"];
  try {
    return jsonSchema.input({ target: "draft-2020-12" }) as JsonObject;
  } catch (cause) {
    const details = {
      param: "parameters",
      expected: "a schema that can be said as JSON Schema, or a JSON Schema",
      received: `a schema of '${vendor}' that cannot`,
    };
    throw new InvalidInputError(details, { cause });
  }
}
