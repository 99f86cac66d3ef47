import { InvalidInputError } from "@inhouse/contracts";

const shownCharacters = 60;

/**
 * @param param - the field, as a path in the names of this API
 * @param expected - what it must be
 * @param value - what came
 * @returns the error to throw
 */
export function invalidField(param: string, expected: string, value: unknown): InvalidInputError {
  return new InvalidInputError({ param, expected, received: describe(value) });
}

function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  if (value.length > shownCharacters) return `a string of ${value.length} characters`;
  return `'${JSON.stringify(value).slice(1, -1)}'`;
}
