import type { BaseIssue } from "valibot";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";

/**
 * @param issue - what a schema found
 * @returns the refusal that the hosted API would give
 */
export function issueRefusal(issue: BaseIssue<unknown>): OpenAIRefusal {
  const param = pathOf(issue);
  if (issue.expected === "never") {
    return refusal(param, "unknown_parameter", `Unknown parameter: '${param}'.`);
  }
  if (issue.input === undefined) {
    const message = `Missing required parameter: '${param}'.`;
    return refusal(param, "missing_required_parameter", message);
  }
  return limitRefusal(issue, param) ?? valueRefusal(issue, param);
}

function refusal(param: string, code: string, message: string): OpenAIRefusal {
  return new OpenAIRefusal({ param: param === "" ? null : param, code, message });
}

function limitRefusal(issue: BaseIssue<unknown>, param: string): OpenAIRefusal | null {
  const { type, input, requirement } = issue;
  const invalid = `Invalid '${param}':`;
  const most = type.startsWith("max_");
  const bound = most ? "maximum" : "minimum";
  const code = most ? "above_max" : "below_min";
  switch (type) {
    case "max_length":
    case "min_length": {
      const { length } = input as string | readonly unknown[];
      if (typeof input === "string") {
        const what = `string too ${most ? "long" : "short"}. Expected a string with ${bound} length ${requirement}`;
        const got = `but got a string with length ${length} instead.`;
        return refusal(param, `string_${code}_length`, `${invalid} ${what}, ${got}`);
      }
      const what = `array too ${most ? "long" : "short"}. Expected an array with ${bound} length ${requirement}`;
      const got = `but got an array with length ${length} instead.`;
      return refusal(param, `array_${code}_length`, `${invalid} ${what}, ${got}`);
    }
    case "max_value":
    case "min_value": {
      const noun = Number.isInteger(input) ? "integer" : "decimal";
      const relation = most
        ? "above maximum value. Expected a value <="
        : "below minimum value. Expected a value >=";
      const message = `${invalid} ${noun} ${relation} ${requirement}, but got ${input} instead.`;
      return refusal(param, `${noun}_${code}_value`, message);
    }
    case "max_entries": {
      const count = Object.keys(input as object).length;
      const what = `too many properties. Expected an object with at most ${requirement} properties`;
      const got = `but got an object with ${count} properties instead.`;
      return refusal(param, "object_above_max_properties", `${invalid} ${what}, ${got}`);
    }
    default:
      return null;
  }
}

function valueRefusal(issue: BaseIssue<unknown>, param: string): OpenAIRefusal {
  const { type, input, requirement } = issue;
  if (type === "regex") {
    const message = `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${(requirement as RegExp).source}'.`;
    return refusal(param, "invalid_value", message);
  }
  const options = optionsOf(issue);
  if (options !== null && typeof input === "string") {
    const shown = input.length > 64 ? `${input.slice(0, 64)}…` : input;
    const message = `Invalid value: '${shown}'. Supported values are: ${options}.`;
    return refusal(param, "invalid_value", message);
  }
  const expected = options === null ? expectedType(issue) : `one of ${options}`;
  const where = param === "" ? "Invalid type for the body" : `Invalid type for '${param}'`;
  const message = `${where}: expected ${expected}, but got ${typeName(input)} instead.`;
  return refusal(param, "invalid_type", message);
}

/** @returns the values of an enumeration, as a list for a sentence; null: it is none */
function optionsOf({ type, expected }: BaseIssue<unknown>): string | null {
  if (!["picklist", "literal", "variant"].includes(type) || expected === "Object") return null;
  const names = (expected ?? "").match(/"[^"]*"/g)?.map((name) => `'${name.slice(1, -1)}'`) ?? [];
  if (names.length < 2) return names.join("");
  const last = names.at(-1);
  return `${names.slice(0, -1).join(", ")}${names.length > 2 ? "," : ""} and ${last}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  safe_integer: "an integer",
  boolean: "a boolean",
  array: "an array",
  content: "a string or an array of objects",
};

function expectedType({ type }: BaseIssue<unknown>): string {
  return typeNames[type] ?? "an object";
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const plainKey = /^[\w$-]{1,64}$/;

function pathOf(issue: BaseIssue<unknown>): string {
  let path = "";
  for (const { key } of issue.path ?? []) {
    if (typeof key === "number") path += `[${key}]`;
    else {
      const name = String(key);
      const shown = plainKey.test(name) ? name : JSON.stringify(name.slice(0, 64));
      path += path === "" ? shown : `.${shown}`;
    }
  }
  return path.slice(0, 200);
}
