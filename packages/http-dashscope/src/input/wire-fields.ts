import type { JsonValue } from "@inhouse/contracts";
import { invalidField } from "../faults/invalid-field.ts";

/** The fields of an object that a client sent. Those that are null count as absent: SDKs send null for what nobody gave. */
export type WireFields = Readonly<Record<string, JsonValue>>;

/**
 * @param body - the body of a request; undefined: there is none
 * @returns its fields; none for no body, for null, and for the text `""`, which the Python SDK sends for nothing
 * @throws InvalidInputError if it is anything else but an object
 */
export function bodyFields(body: JsonValue | undefined): WireFields {
  return body === undefined || body === null || body === "" ? {} : objectFields(body, "");
}

/**
 * @param value - what stands in a body
 * @param param - where
 * @returns its fields
 * @throws InvalidInputError if it is no object
 */
export function objectFields(value: JsonValue | undefined, param: string): WireFields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidField(param, "an object", value);
  }
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

/**
 * @param fields - what a client sent
 * @param names - the fields to take, with their names in the library
 * @returns those that are there, under those names, as they are: the library checks what it is given
 */
export function renamed(
  fields: WireFields,
  names: Readonly<Record<string, string>>,
): Record<string, JsonValue> {
  const taken: Record<string, JsonValue> = {};
  for (const [wire, name] of Object.entries(names)) {
    const value = fields[wire];
    if (value !== undefined) taken[name] = value;
  }
  return taken;
}

/**
 * @param value - what stands in a body; undefined: nothing
 * @param param - where
 * @returns its items; undefined: nothing was sent
 * @throws InvalidInputError if it is no array
 */
export function readArray(
  value: JsonValue | undefined,
  param: string,
): readonly JsonValue[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  throw invalidField(param, "an array", value);
}

/**
 * @param value - what stands in a body; undefined: nothing
 * @param param - where
 * @param minimum - the smallest number that will do
 * @returns the number; undefined: nothing was sent
 * @throws InvalidInputError if it is no whole number of that size
 */
export function readInteger(
  value: JsonValue | undefined,
  param: string,
  minimum: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= minimum) return value;
  throw invalidField(param, `a whole number of at least ${minimum}`, value);
}
