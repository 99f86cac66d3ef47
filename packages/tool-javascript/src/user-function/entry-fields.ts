import type { JsonObject } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

/** @returns whether it is an object, and no list */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param object - an object of an entry
 * @param fields - the fields that there are
 * @param path - where the object is, with a dot at its end, or empty
 * @throws InvalidInputError naming a field that there is not
 */
export function refuseOthers(object: JsonObject, fields: readonly string[], path: string): void {
  const other = Object.keys(object).find((key) => !fields.includes(key));
  if (other === undefined) return;
  const expected = `left out: there is only ${fields.join(", ")}`;
  throw new InvalidInputError({ param: path + other.slice(0, 64), expected, received: "given" });
}

/**
 * @param param - the field
 * @param expected - what it should be
 * @param value - what it is; its text is not repeated
 * @returns the error
 */
export function invalid(param: string, expected: string, value: unknown): InvalidInputError {
  return new InvalidInputError({ param, expected, received: describe(value) });
}

function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "string") return `a string of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
