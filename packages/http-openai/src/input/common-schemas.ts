import type { JsonObject, Metadata } from "@inhouse/contracts";
import * as v from "valibot";

/** What an input must be, and what comes out of it. */
export type Schema<Output> = v.GenericSchema<unknown, Output>;

/** A string of at most so many characters. */
export function text(maximum: number): Schema<string> {
  return v.pipe(v.string(), v.maxLength(maximum));
}

/** A whole number within bounds. */
export function integer(minimum: number, maximum?: number): Schema<number> {
  const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(minimum));
  return maximum === undefined ? whole : v.pipe(whole, v.maxValue(maximum));
}

/** A number within bounds. */
export function within(minimum: number, maximum: number): Schema<number> {
  return v.pipe(v.number(), v.minValue(minimum), v.maxValue(maximum));
}

/** A field that may be left out, or be null. */
export function maybe<Output>(
  schema: Schema<Output>,
): v.ExactOptionalSchema<v.NullableSchema<Schema<Output>, undefined>, undefined> {
  return v.exactOptional(v.nullable(schema));
}

/** An id. Whether there is such an object is for the runtime to say. */
export const id: Schema<string> = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** JSON tells arrays and objects apart; the schemas for objects do not. */
const noArray = v.custom<object>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);

/** An object with these fields and no others. */
export function object<const Entries extends v.ObjectEntries>(
  entries: Entries,
): Schema<v.InferOutput<v.StrictObjectSchema<Entries, undefined>>> {
  return v.pipe(v.unknown(), noArray, v.strictObject(entries));
}

/** Any JSON object: what is in it is for the runtime to say. */
export const jsonObject: Schema<JsonObject> = v.pipe(
  v.unknown(),
  noArray,
  v.transform((value) => value as JsonObject),
);

/** Up to 16 pairs of strings. */
export const metadata: Schema<Metadata> = v.pipe(
  v.unknown(),
  noArray,
  v.record(v.pipe(v.string(), v.maxLength(64)), v.pipe(v.string(), v.maxLength(512))),
  v.maxEntries(16),
);

/** A schema whose output is only what JSON said: what was absent, or cleared to nothing, is left out. */
export function defined<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}

/** The same without what is null, for fields where null says nothing else than absence. */
export function given<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined | null> } {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return Object.fromEntries(entries) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined | null>;
  };
}
