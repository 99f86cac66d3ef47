import type { JsonObject, JsonValue } from "@inhouse/contracts";
import * as v from "valibot";

const maxMetadataPairs = 16;
const maxMetadataKey = 64;
const maxMetadataValue = 512;

/** A string of at most so many characters. */
export function text(maximum: number) {
  return v.pipe(v.string(), v.maxLength(maximum, `a string of at most ${maximum} characters`));
}

/** A string that is not empty. */
export const nonEmpty = v.pipe(v.string(), v.nonEmpty("a string that is not empty"));

/** A whole number from `minimum` on. */
export function integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER) {
  const range =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.number(),
    v.integer(range),
    v.minValue(minimum, range),
    v.maxValue(maximum, range),
  );
}

/** A number within bounds, these included. */
export function within(minimum: number, maximum: number) {
  const range = `a number from ${minimum} to ${maximum}`;
  return v.pipe(v.number(), v.minValue(minimum, range), v.maxValue(maximum, range));
}

/** Pairs of strings. */
export const metadata = v.pipe(
  v.record(
    v.pipe(
      v.string(),
      v.maxLength(maxMetadataKey, `a key of at most ${maxMetadataKey} characters`),
    ),
    text(maxMetadataValue),
  ),
  v.maxEntries(maxMetadataPairs, `an object of at most ${maxMetadataPairs} pairs`),
);

const maxJsonDepth = 64;

function isJson(value: unknown, depth: number): value is JsonValue {
  if (depth > maxJsonDepth) return false;
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => item === undefined || isJson(item, depth + 1));
}

/** An object of plain JSON. */
export const jsonObject = v.pipe(
  v.custom<JsonObject>(
    (value) =>
      typeof value === "object" && value !== null && !Array.isArray(value) && isJson(value, 0),
    "an object of plain JSON, nested at most 64 deep",
  ),
  // The caller's own object may change later; what is stored may not.
  v.transform((value): JsonObject => structuredClone(value)),
);

/** Options for providers, by provider name. */
export const providerOptions = v.record(v.string(), jsonObject);

/** What tools may use, by tool type. */
export const toolResources = v.record(v.string(), jsonObject);
