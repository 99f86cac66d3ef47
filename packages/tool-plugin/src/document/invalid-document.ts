import { InvalidInputError } from "@inhouse/contracts";

/**
 * @param path - where in the document: `paths./pets.get.parameters[0].in`; `""`: the document as a whole
 * @param expected - what must be there
 * @param found - what is there
 * @returns the error for who registers the document
 */
export function invalidDocument(path: string, expected: string, found: unknown): InvalidInputError {
  return new InvalidInputError({
    param: path === "" ? "document" : `document.${path}`,
    expected,
    received: described(found),
  });
}

function described(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") {
    return value.length > 60 ? `'${value.slice(0, 60)}…'` : `'${value}'`;
  }
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
