import type { JsonObject } from "@inhouse/model-scripted";
import { schemaSize } from "./schema-size.ts";

const largest = 20_000;

/**
 * Makes arguments that fit the schema of a function: always the same for the same schema, and no property that it does not
 * ask for.
 *
 * @param schema - the JSON schema of the arguments
 * @returns the arguments; an empty object where the schema allows none, asks for very much, or cannot be read
 */
export async function fittingArguments(schema: unknown): Promise<JsonObject> {
  // The generator knows no bounds of its own.
  if (!isObject(schema) || schemaSize(schema) > largest) return {};
  // A large library that only this model needs.
  const { generate } = await import("json-schema-faker");
  try {
    const made = await generate(schema, {
      maxDepth: 8,
      refDepth: 2,
      seed: 1,
      optionalsProbability: 0,
      useDefaultValue: true,
      useExamplesValue: true,
    });
    return isObject(made) ? (made as JsonObject) : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
