import type { JsonValue } from "@inhouse/contracts";
import { invalidField } from "../faults/invalid-field.ts";
import { toCoreId } from "../ids/wire-id.ts";
import { readArray } from "./wire-fields.ts";

/**
 * @param value - what stands in a body
 * @param param - where
 * @returns the id as the library knows it
 * @throws InvalidInputError if it is no text
 */
export function readId(value: JsonValue | undefined, param: string): string {
  if (typeof value === "string" && value !== "") return toCoreId(value);
  throw invalidField(param, "an id", value);
}

/**
 * @param value - what stands in a body; undefined: nothing
 * @param param - where
 * @returns the ids as the library knows them, each once; undefined: nothing was sent
 * @throws InvalidInputError if it is no array of ids
 */
export function readIds(value: JsonValue | undefined, param: string): string[] | undefined {
  const ids = readArray(value, param)?.map((id, index) => readId(id, `${param}[${index}]`));
  return ids === undefined ? undefined : [...new Set(ids)];
}
