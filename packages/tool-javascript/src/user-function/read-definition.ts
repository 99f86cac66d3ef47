import type { JsonObject, JsonValue, ToolDefinition } from "@inhouse/contracts";
import type { CapabilityRules } from "./allowed-capabilities.ts";
import { invalid, isObject, refuseOthers } from "./entry-fields.ts";
import { readCapabilities } from "./read-capabilities.ts";
import type { UserFunctionEntry } from "./user-function.ts";

const known = ["type", "name", "description", "parameters", "source", "capabilities"];
const namePattern = /^[a-zA-Z0-9_-]{1,64}$/;
const maxDescription = 4_096;

/**
 * @param definition - the entry of an assistant's tools
 * @param rules - what it may ask for
 * @param codeChars - how long the source may be
 * @returns what it says
 * @throws InvalidInputError naming the field that is wrong
 */
export function readDefinition(
  definition: ToolDefinition,
  rules: CapabilityRules,
  codeChars: number,
): UserFunctionEntry {
  const entry = definition as unknown as JsonObject;
  refuseOthers(entry, known, "");
  const { name, description, parameters, source, capabilities } = entry;
  if (typeof name !== "string" || !namePattern.test(name)) {
    throw invalid("name", "a name of 1 to 64 of [a-zA-Z0-9_-]", name);
  }
  if (typeof description !== "string" || !isWithin(description, maxDescription)) {
    throw invalid("description", `a string of 1 to ${maxDescription} characters`, description);
  }
  if (typeof source !== "string" || !isWithin(source, codeChars)) {
    const expected = `a JavaScript module of 1 to ${codeChars} characters`;
    throw invalid("source", expected, source);
  }
  return {
    name,
    description,
    source,
    parameters: readParameters(parameters),
    capabilities: readCapabilities(capabilities, rules),
  };
}

function isWithin(text: string, most: number): boolean {
  return text.length > 0 && text.length <= most;
}

function readParameters(value: JsonValue | undefined): JsonObject {
  if (!isObject(value) || value.type !== "object") {
    throw invalid("parameters", "the JSON Schema of an object, with the type 'object'", value);
  }
  const { properties = {}, required = [] } = value;
  if (!isObject(properties)) throw invalid("parameters.properties", "an object", properties);
  for (const [name, schema] of Object.entries(properties)) {
    if (isObject(schema) || typeof schema === "boolean") continue;
    throw invalid(`parameters.properties.${name.slice(0, 64)}`, "a JSON Schema", schema);
  }
  if (!Array.isArray(required) || !required.every((name) => typeof name === "string")) {
    throw invalid("parameters.required", "a list of names", required);
  }
  return value;
}
